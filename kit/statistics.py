"""P-value functions that queries call, false-discovery control and combination of p-values.

The tails come from SciPy and are registered in DuckDB as vectorised functions: `poisson_sf`,
`binom_sf`, `negbinom_sf`, `hypergeom_sf` and `chi2_sf`. Each gives P(X >= k), "as many or more".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import special, stats

Array = npt.NDArray[np.float64]

P_CEILING = 0.99
"""Largest p-value that a combination uses: p = 1 would erase all other evidence."""

P_TINY = 1e-15
"""Below this tan((0.5 - p) pi) is replaced by its limit 1 / (p pi)."""


def poisson_sf(k: Array, mu: Array) -> Array:
    """Return P(X >= k) for X ~ Poisson(mu); 1 where k <= 0."""
    return np.where(k <= 0, 1.0, special.gammainc(np.maximum(k, 1e-300), np.maximum(mu, 0.0)))


def binom_sf(k: Array, n: Array, p: Array) -> Array:
    """Return P(X >= k) for X ~ Binomial(n, p)."""
    inside = special.betainc(np.maximum(k, 1e-300), np.maximum(n - k + 1, 1e-300), np.clip(p, 0, 1))
    return np.where(k <= 0, 1.0, np.where(k > n, 0.0, inside))


def betabinom_sf(k: Array, n: Array, a: Array, b: Array) -> Array:
    """Return P(X >= k) for X ~ BetaBinomial(n, a, b)."""
    return np.asarray(stats.betabinom.sf(k - 1, n, a, b), dtype=np.float64)


def negbinom_sf(k: Array, mu: Array, a: Array) -> Array:
    """Return P(X >= k) for a negative binomial of mean mu and variance mu + a mu^2.

    With a = 0 it is Poisson.
    """
    size = 1.0 / np.maximum(a, 1e-9)
    share = size / (size + np.maximum(mu, 0.0))
    tail = special.betainc(np.maximum(k, 1e-300), size, 1.0 - share)
    return np.where(k <= 0, 1.0, np.where(a <= 1e-9, poisson_sf(k, mu), tail))


def hypergeom_sf(k: Array, total: Array, marked: Array, drawn: Array) -> Array:
    """Return P(X >= k) where `drawn` of `total` are drawn and `marked` of them are marked."""
    return np.asarray(stats.hypergeom.sf(k - 1, total, marked, drawn), dtype=np.float64)


def chi2_sf(x: Array, df: Array) -> Array:
    """Return P(X >= x) for a chi-squared variable of `df` degrees of freedom."""
    return np.asarray(special.chdtrc(df, np.maximum(x, 0.0)), dtype=np.float64)


SQL_FUNCTIONS: dict[str, tuple[Callable[..., Array], int]] = {
    "poisson_sf": (poisson_sf, 2),
    "binom_sf": (binom_sf, 3),
    "betabinom_sf": (betabinom_sf, 4),
    "negbinom_sf": (negbinom_sf, 3),
    "hypergeom_sf": (hypergeom_sf, 4),
    "chi2_sf": (chi2_sf, 2),
}


def register(connection: Any) -> None:
    """Register every function of `SQL_FUNCTIONS` in a DuckDB connection; NULL in, NULL out."""
    for name, (function, arity) in SQL_FUNCTIONS.items():
        connection.create_function(
            name, _over_arrow(function), ["DOUBLE"] * arity, "DOUBLE", type="arrow"
        )


def _over_arrow(function: Callable[..., Array]) -> Callable[..., pa.Array]:
    def vectorised(*columns: pa.ChunkedArray) -> pa.Array:
        arrays = [column.to_numpy() for column in columns]
        return pa.array(np.clip(function(*arrays), 0.0, 1.0), type=pa.float64())

    return vectorised


def q_values(p: Array, tests: int | None = None, *, dependent: bool = False) -> Array:
    """Return false-discovery q-values.

    Parameters
    ----------
    p : array of shape (n,)
        The smallest n p-values; those left out count as larger than all of these.
    tests : int, optional
        Hypotheses tested in all; n by default.
    dependent : bool
        Benjamini-Yekutieli (any dependence) instead of Benjamini-Hochberg.

    Returns
    -------
    array of shape (n,)
        The smallest false-discovery rate at which each would be reported.

    Notes
    -----
    Benjamini & Hochberg, JRSS B 57 (1995); Benjamini & Yekutieli, Ann. Stat. 29 (2001).
    """
    n = len(p)
    m = max(n, tests or 0)
    if n == 0:
        return np.empty(0, dtype=np.float64)
    order = np.argsort(p, kind="stable")
    factor = _harmonic(m) if dependent else 1.0
    raw = p[order] * m * factor / np.arange(1, n + 1)
    q = np.empty(n, dtype=np.float64)
    q[order] = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
    return q


def _harmonic(m: int) -> float:
    return float(special.digamma(m + 1) + np.euler_gamma)


def cauchy_scores(p: Array) -> Array:
    """Return tan((0.5 - p) pi), clamped as `P_CEILING` and `P_TINY` say."""
    clamped = np.minimum(p, P_CEILING)
    tiny = clamped < P_TINY
    safe = np.where(tiny, 0.5, clamped)
    limit = 1.0 / (np.maximum(clamped, 1e-300) * np.pi)
    return np.where(tiny, limit, np.tan((0.5 - safe) * np.pi))


def cauchy_p(score: Array) -> Array:
    """Return the p-value of a mean of Cauchy scores."""
    large = score > 1.0 / (P_TINY * np.pi)
    safe = np.where(large, 1.0, score)
    return np.where(large, 1.0 / (np.maximum(score, 1.0) * np.pi), 0.5 - np.arctan(safe) / np.pi)


def cauchy_combine(p: Array, weights: Array | None = None) -> Array:
    """Combine p-values along the last axis; tolerates dependence between them.

    Parameters
    ----------
    p : array of shape (..., k)
    weights : array of shape (..., k), optional
        Non-negative; equal by default.

    Returns
    -------
    array of shape (...)

    Notes
    -----
    Liu & Xie, JASA 115 (2020), "Cauchy combination test".
    """
    w = np.ones_like(p) if weights is None else weights
    return cauchy_p((cauchy_scores(p) * w).sum(axis=-1) / w.sum(axis=-1))
