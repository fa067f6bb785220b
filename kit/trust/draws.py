"""Intervals of weighted means for many products at once, from draws that all of them share."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import stats
from scipy.special import expit, logit

from kit.statistics import Array

DRAWS = 200
ENDS = (0.05, 0.95)
"""Quantiles of the draws that are the ends of a 90 % interval."""

SCALE = (1.0, 5.0)
"""The fewest stars and the most."""

PLACES = 4_096
"""Reviews of a product beyond this many meet the same draws again, in order."""


def interval(
    product: npt.NDArray[np.int64],
    products: int,
    stars: Array,
    p_genuine: Array,
    beside: Array,
    spread: float,
) -> tuple[Array, Array]:
    """Return the 90 % interval of each product's mean stars among genuine reviews.

    Parameters
    ----------
    product : array of int, shape (n,)
        Number of each review's product, in order: a product's reviews lie together.
    products : int
        How many there are.
    stars, p_genuine, beside : array of shape (n,)
        Stars, probability of being genuine, and what the review counts beside.
    spread : float
        Standard deviation, in log-odds, by which P errs for all of a product's reviews alike.

    Returns
    -------
    low, high : array of shape (products,)
        NaN for a product with a single review, or none that a draw leaves.

    Notes
    -----
    Each draw takes three things anew. How much each review counts: exponential weights (Rubin,
    "The Bayesian bootstrap", Annals of Statistics 9, 1981). How far P errs on this product: normal
    with `spread`, which practice measures. Which reviews are genuine, given P. Of few reviews such
    draws vary too little: the ends are moved out as those of a mean of n normal values are, by
    Student's quantile and n / (n - 1) (Hesterberg, The American Statistician 69, 2015; source not
    verified), within `SCALE`. A review's draws depend on its place among its product's alone, so
    that a product has the same interval by itself and among others.
    """
    counts = np.bincount(product, minlength=products)
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    place = (np.arange(len(product)) - first[product]) % PLACES
    odds = logit(np.clip(p_genuine, 1e-9, 1 - 1e-9))
    counted, chance, errors = _shared()
    means = np.full((DRAWS, products), np.nan)
    for draw in range(DRAWS):
        genuine = chance[draw][place] < expit(odds + spread * errors[draw])
        weight = counted[draw][place] * beside * genuine
        total = np.bincount(product, weight, minlength=products)
        some = total > 0
        summed = np.bincount(product, weight * stars, minlength=products)
        means[draw, some] = summed[some] / total[some]
    ends: Array = np.full((2, products), np.nan)
    told = (counts > 1) & np.isfinite(means).any(axis=0)
    middle = np.nanmedian(means[:, told], axis=0)
    off = np.nanquantile(means[:, told], ENDS, axis=0) - middle
    n = counts[told].astype(np.float64)
    wider = stats.t.ppf(ENDS[1], n - 1) / stats.norm.ppf(ENDS[1]) * np.sqrt(n / (n - 1))
    ends[:, told] = np.clip(middle + off * wider, *SCALE)
    return ends[0], ends[1]


@lru_cache(maxsize=1)
def _shared() -> tuple[Array, Array, Array]:
    random = np.random.default_rng(0)
    counted = random.standard_exponential((DRAWS, PLACES))
    return counted, random.random((DRAWS, PLACES)), random.standard_normal(DRAWS)
