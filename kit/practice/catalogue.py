"""Products: category, niche, brand, quality, popularity and life cycle."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace

import numpy as np

from kit.practice.lexicon import CATEGORIES
from kit.practice.season import DAYS, WEEKS
from kit.practice.seeds import Random
from kit.practice.wheel import Floats, Ints, Wheel

_NICHE_PRODUCTS = 9


@dataclass(frozen=True)
class Catalogue:
    """Every product of a market, sorted by category, niche and brand.

    Each field is an array with one value for each product. Numbers of niches and brands are
    market-wide. Days count from `season.FIRST_DAY` and are negative before it.
    """

    category: Ints
    niche: Ints
    brand: Ints
    noun: Ints
    popularity: Floats
    launched: Ints
    half_life: Floats
    quality: Floats
    drift: Floats
    changed: Ints
    change: Floats
    spread: Floats
    bought: Floats

    def __len__(self) -> int:
        """Return the number of products."""
        return int(self.category.size)

    def with_products(self, extra: Catalogue) -> Catalogue:
        """Return this catalogue followed by `extra`; existing numbers stay as they are."""
        joined = {
            f.name: np.concatenate((getattr(self, f.name), getattr(extra, f.name)))
            for f in fields(self)
        }
        return replace(self, **joined)

    def take(self, products: Ints) -> Catalogue:
        """Return the given products only, in the given order."""
        return replace(self, **{f.name: getattr(self, f.name)[products] for f in fields(self)})

    def stretch(self, level: str) -> tuple[Ints, Ints]:
        """Return, for each product, the first product and the one past the last of its `level`.

        `level` is "category", "niche" or "brand"; only the sorted catalogue has stretches.
        """
        value = getattr(self, level)
        return np.searchsorted(value, value, "left"), np.searchsorted(value, value, "right")


def product_count(reviews: int) -> int:
    """Return how many products a market of so many reviews has: 400 at 40,000, sub-linear."""
    return max(8, round(400 * math.pow(reviews / 40_000, 0.7)))


def make_catalogue(random: Random, reviews: int, products: int | None = None) -> Catalogue:
    """Return the products of a market of `reviews` reviews, by default as many as are usual."""
    n = products or product_count(reviews)
    shares = np.array([c.share for c in CATEGORIES])
    category = np.sort(Wheel(shares).draw(random, n))
    niche, brand, noun = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    niches = brands = 0
    for number, kind in enumerate(CATEGORIES):
        here = np.flatnonzero(category == number)
        if not here.size:
            continue
        wanted = max(min(len(kind.nouns), here.size), here.size // _NICHE_PRODUCTS)
        local = np.sort(random.integers(0, wanted, here.size))
        niche[here] = niches + local
        noun[here] = local % len(kind.nouns)
        niches += wanted
        # A brand has about three products of one niche, some only one, a few many.
        opens = random.random(here.size) < 1 / 5
        opens |= np.diff(local, prepend=-1) != 0
        brand[here] = brands + np.cumsum(opens) - 1
        brands += int(opens.sum())
    old = random.random(n) < 0.72
    launched = np.where(
        old, -random.integers(60, 1500, n), random.integers(0, DAYS - 60, n)
    ).astype(np.int64)
    changes = random.random(n) < 0.04
    return Catalogue(
        category=category,
        niche=niche,
        brand=brand,
        noun=noun,
        popularity=np.minimum(np.exp(random.normal(0.0, 1.2, n)), 25.0),
        launched=launched,
        half_life=np.exp(random.normal(np.log(1800.0), 0.4, n)),
        quality=random.normal(0.0, 0.62, n),
        drift=random.normal(0.0, 0.12, n),
        # A few products change for worse or better: another supplier, a new edition.
        changed=np.where(changes, random.integers(100, DAYS - 100, n), DAYS).astype(np.int64),
        change=random.normal(-0.3, 0.7, n),
        spread=np.exp(random.normal(0.0, 0.15, n)),
        bought=random.normal(0.0, 0.5, n),
    )


def weekly_wheel(random: Random, catalogue: Catalogue) -> Wheel:
    """Return a wheel over (week, product), item ``week * len(catalogue) + product``.

    A product's weeks vary around its life cycle like a gamma variable: its weekly counts are
    negative-binomial, ``var = mu + a mu^2``.
    """
    n = len(catalogue)
    start = 7.0 * np.arange(WEEKS)[:, None]
    age = start - catalogue.launched
    live = age >= 0
    age = np.maximum(age, 0.0)
    life = np.exp2(-age / catalogue.half_life) * (1.0 + 0.7 * np.exp(-age / 40.0))
    # Choosing within a niche evens out part of it: .15 to .23 is what is left in the counts.
    dispersion = random.uniform(0.19, 0.28, n)
    noise = random.gamma(1.0 / dispersion, dispersion, (WEEKS, n))
    return Wheel((live * life * noise * catalogue.popularity).ravel())
