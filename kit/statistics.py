"""P-value functions that queries call, exact intervals of shares and false-discovery control.

The tails come from SciPy and are registered in DuckDB as vectorised functions: `poisson_sf`,
`binom_sf`, `negbinom_sf`, `hypergeom_sf` and `chi2_sf`. Each gives P(X >= k), "as many or more".
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import special

Array = npt.NDArray[np.float64]


def poisson_sf(k: Array, mu: Array) -> Array:
    """Return P(X >= k) for X ~ Poisson(mu); 1 where k <= 0."""
    return np.where(k <= 0, 1.0, special.gammainc(np.maximum(k, 1e-300), np.maximum(mu, 0.0)))


def binom_sf(k: Array, n: Array, p: Array) -> Array:
    """Return P(X >= k) for X ~ Binomial(n, p)."""
    inside = special.betainc(np.maximum(k, 1e-300), np.maximum(n - k + 1, 1e-300), np.clip(p, 0, 1))
    return np.where(k <= 0, 1.0, np.where(k > n, 0.0, inside))


def betabinom_sf(k: Array, n: Array, a: Array, b: Array) -> Array:
    """Return P(X >= k) for X ~ BetaBinomial(n, a, b)."""
    start = np.clip(k, 0, n)
    log_choose = -special.betaln(n - start + 1, start + 1) - np.log(n + 1)
    first = np.exp(log_choose + special.betaln(start + a, n - start + b) - special.betaln(a, b))

    def ratio(i: Array, n: Array, a: Array, b: Array) -> Array:
        return (n - i) * (a + i) / ((i + 1) * (b + n - i - 1))

    tail = _upper_sum(start, n, first, ratio, n, a, b)
    return np.where(k <= 0, 1.0, np.where(k > n, 0.0, tail))


def negbinom_sf(k: Array, mu: Array, a: Array) -> Array:
    """Return P(X >= k) for a negative binomial of mean mu and variance mu + a mu^2.

    With a = 0 it is Poisson.
    """
    size = 1.0 / np.maximum(a, 1e-9)
    share = size / (size + np.maximum(mu, 0.0))
    tail = special.betainc(np.maximum(k, 1e-300), size, 1.0 - share)
    if (a <= 1e-9).any():
        tail = np.where(a <= 1e-9, poisson_sf(k, mu), tail)
    return np.where(k <= 0, 1.0, tail)


def hypergeom_sf(k: Array, total: Array, marked: Array, drawn: Array) -> Array:
    """Return P(X >= k) where `drawn` of `total` are drawn and `marked` of them are marked."""
    lowest = np.maximum(0, drawn + marked - total)
    highest = np.minimum(drawn, marked)
    start = np.clip(k, lowest, highest)
    first = np.exp(
        _log_choose(marked, start)
        + _log_choose(total - marked, drawn - start)
        - _log_choose(total, drawn)
    )

    def ratio(i: Array, total: Array, marked: Array, drawn: Array) -> Array:
        return (marked - i) * (drawn - i) / ((i + 1) * (total - marked - drawn + i + 1))

    tail = _upper_sum(start, highest, first, ratio, total, marked, drawn)
    return np.where(k <= lowest, 1.0, np.where(k > highest, 0.0, tail))


def chi2_sf(x: Array, df: Array) -> Array:
    """Return P(X >= x) for a chi-squared variable of `df` degrees of freedom."""
    return np.asarray(special.chdtrc(df, np.maximum(x, 0.0)), dtype=np.float64)


def _log_choose(n: Array, k: Array) -> Array:
    return np.asarray(
        special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1),
        dtype=np.float64,
    )


def _upper_sum(
    start: Array, stop: Array, first: Array, ratio: Callable[..., Array], *of_row: Array
) -> Array:
    """Sum a unimodal mass function from `start` to `stop`, given its first term and ratios.

    `ratio` takes the place and the values `of_row`. SciPy's own tails of these two distributions
    loop in Python for each row, a thousand times slower; `tests/test_statistics.py` holds them
    equal.
    """
    row, total = np.arange(first.size), first.copy()
    term, i, others = first, start, [stop, *of_row]
    while row.size:
        # A row that has reached its end may divide 0 by 0; its ratio is not used.
        with np.errstate(divide="ignore", invalid="ignore"):
            step = np.where(i < others[0], ratio(i, *others[1:]), 0.0)
        term, i = term * step, i + 1
        total[row] += term
        # Past the mode the terms fall at least geometrically: what is left is below the rounding.
        going = (term > total[row] * 1e-17) | (step >= 1.0)
        # A few rows with a long way to go are no reason to carry all of them along.
        if going.sum() <= row.size // 2:
            row, term, i = row[going], term[going], i[going]
            others = [values[going] for values in others]
    return np.minimum(total, 1.0)


SQL_FUNCTIONS: tuple[Callable[..., Array], ...] = (
    poisson_sf,
    binom_sf,
    betabinom_sf,
    negbinom_sf,
    hypergeom_sf,
    chi2_sf,
)


def register(connection: Any) -> None:
    """Register every function of `SQL_FUNCTIONS` in a DuckDB connection; NULL in, NULL out."""
    for function in SQL_FUNCTIONS:
        types = ["DOUBLE"] * len(inspect.signature(function).parameters)
        connection.create_function(
            function.__name__, _over_arrow(function), types, "DOUBLE", type="arrow"
        )


def _over_arrow(function: Callable[..., Array]) -> Callable[..., pa.Array]:
    def vectorised(*columns: pa.ChunkedArray) -> pa.Array:
        arrays = [column.to_numpy() for column in columns]
        return pa.array(np.clip(function(*arrays), 0.0, 1.0), type=pa.float64())

    # DuckDB counts the parameters before it calls.
    vectorised.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
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
    return step_up(p, order, np.full(n, m * factor))


def step_up(p: Array, order: npt.NDArray[np.intp], tests: Array) -> Array:
    """Return q-values by a step-up procedure.

    Parameters
    ----------
    p : array of shape (n,)
    order : array of int, shape (n,)
        What sorts `p`.
    tests : array of shape (n,)
        How many hypotheses count as tested at each p-value, in that order.
    """
    raw = p[order] * tests / np.arange(1, len(p) + 1)
    q = np.empty(len(p), dtype=np.float64)
    q[order] = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
    return q


def clopper_pearson(k: Array, n: Array, level: float = 0.95) -> tuple[Array, Array]:
    """Return the exact interval of a share of which k in n were seen.

    Parameters
    ----------
    k, n : array
        Counts, 0 <= k <= n.
    level : float
        Confidence; each side is missed with half of what is left.

    Returns
    -------
    low, high : array

    Notes
    -----
    Clopper & Pearson, Biometrika 26 (1934).
    """
    k, n = np.asarray(k, dtype=np.float64), np.asarray(n, dtype=np.float64)
    side = (1.0 - level) / 2
    low = special.betaincinv(np.maximum(k, 1e-9), n - k + 1, side)
    high = special.betaincinv(k + 1, np.maximum(n - k, 1e-9), 1 - side)
    return np.where(k <= 0, 0.0, low), np.where(k >= n, 1.0, high)


def _harmonic(m: int) -> float:
    return float(special.digamma(m + 1) + np.euler_gamma)
