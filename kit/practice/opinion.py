"""What an honest account thinks of a product: stars, purchase, helpful votes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from kit.practice.catalogue import Catalogue
from kit.practice.people import LENIENCY, People
from kit.practice.season import DAYS
from kit.practice.seeds import Random
from kit.practice.wheel import Ints

# Cuts of the latent opinion between 1 and 2, 2 and 3, 3 and 4, 4 and 5 stars: a J shape.
_CUTS = np.array([-2.60, -2.02, -1.34, -0.32])
_NODES = 15


def _logistic(random: Random, n: int) -> NDArray[np.float64]:
    """Return standard logistic noise."""
    return np.asarray(random.logistic(0.0, 1.0, n))


def stars_given(
    random: Random, catalogue: Catalogue, people: People, account: Ints, product: Ints, day: Ints
) -> NDArray[np.int8]:
    """Draw the stars that accounts give products on days, 1 to 5.

    The product's quality drifts or changes with time, its first buyers are its friends (Li & Hitt
    2008), accounts differ in leniency, and some products divide opinion more than others.
    """
    latent = _quality(catalogue, product, day) + people.leniency[account]
    latent += catalogue.spread[product] * _logistic(random, account.size)
    return np.asarray(1 + np.searchsorted(_CUTS, latent), np.int8)


def _quality(catalogue: Catalogue, p: Ints, day: Ints) -> NDArray[np.float64]:
    """Return how good products are on days, on the latent scale."""
    age = day - catalogue.launched[p]
    quality: NDArray[np.float64] = (
        catalogue.quality[p]
        + catalogue.drift[p] * (day - DAYS / 2) / 365.0
        + np.where(day >= catalogue.changed[p], catalogue.change[p], 0.0)
        + 0.25 * np.exp(-np.maximum(age, 0) / 60.0)
    )
    return quality


def stars_expected(catalogue: Catalogue, product: Ints, day: Ints) -> NDArray[np.float64]:
    """Return the mean stars that honest people of every leniency give products on days."""
    nodes, mass = np.polynomial.hermite_e.hermegauss(_NODES)
    off = _quality(catalogue, product, day)[:, None] + LENIENCY * nodes
    above = sum(expit((off - cut) / catalogue.spread[product][:, None]) for cut in _CUTS)
    expected: NDArray[np.float64] = 1 + above @ (mass / mass.sum())
    return expected


def is_verified(
    random: Random, catalogue: Catalogue, people: People, account: Ints, product: Ints
) -> NDArray[np.bool_]:
    """Draw whether the market saw each purchase: about 85 of 100, by product and account."""
    lean = 2.05 + catalogue.bought[product] + people.buys[account]
    return np.asarray(_logistic(random, account.size) < lean)


def helpful_votes(
    random: Random, catalogue: Catalogue, product: Ints, day: Ints, stars: NDArray[np.int8]
) -> NDArray[np.int16]:
    """Draw helpful votes: mostly none, a long tail, more on popular products and older reviews."""
    n = product.size
    lean = random.normal(-2.75, 1.65, n) + 0.35 * np.log(catalogue.popularity[product])
    lean += 0.5 * (stars <= 2) - 0.6 * day / DAYS
    return np.asarray(random.poisson(np.exp(np.minimum(lean, 6.5))), np.int16)
