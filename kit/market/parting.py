"""Pools that a chain of meetings joined, told apart by which accounts come together on orders.

Two hands that served one product in one week meet there, and a chain of meetings takes them for
one. But who runs a pool uses its accounts alike: on each order any of them may come. Where two
parts of a group come on different orders, they are two.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import betaln, gammaln, logsumexp

from kit.case import Case
from kit.errors import check_rate
from kit.market.clients import clients
from kit.statistics import Array

PARTS: dict[str, Any] = {"account_id": pl.String, "part": pl.String}

TURNS = 100
"""Of the power iteration: it starts the search, so that it need not be exact."""

SWEEPS = 50
"""Most sweeps of the search; it ends where no account changes sides."""

_SEED = 1114


def parts(case: Case, chained: pl.DataFrame, q: float = 0.05) -> pl.DataFrame:
    """Part groups by the products on which their accounts met more than chance explains.

    Parameters
    ----------
    case : Case
    chained : polars.DataFrame
        account_id, group: no account is in two.
    q : float
        Share of a group's orders that may be none, and how often one of one hand may be parted.

    Returns
    -------
    polars.DataFrame
        account_id, part: the group's number, and one for each part of it.

    Raises
    ------
    ParameterError
        When q is no rate.
    """
    as_sellers = chained.select(
        "account_id", site=pl.lit(None, pl.String), username=pl.col("group").cast(pl.String)
    )
    came = (
        clients(case, as_sellers, q=q)
        .reviews.select("account_id", "product_id")
        .unique()
        .join(chained, on="account_id")
        .with_columns(order=pl.col("product_id").rank("dense").over("group").cast(pl.Int64) - 1)
    )
    found = []
    for (group,), held in chained.sort("account_id").group_by("group", maintain_order=True):
        at = held.with_row_index("row").select("account_id", "row")
        theirs = came.filter(pl.col("group") == group).join(at, on="account_id")
        place = (theirs["row"].to_numpy(), theirs["order"].to_numpy())
        shape = (held.height, theirs["order"].n_unique())
        number = parted(csr_array((np.ones(theirs.height), place), shape=shape), q)
        found.append(at.select("account_id", part=pl.lit(group), number=pl.Series(number)))
    if not found:
        return pl.DataFrame(schema=PARTS)
    return pl.concat(found).select("account_id", part=pl.format("{}.{}", "part", "number"))


def parted(came: csr_array, q: float = 0.05) -> NDArray[np.int64]:
    """Part a group where its accounts do not come on the same orders.

    Parameters
    ----------
    came : scipy.sparse.csr_array
        Shape (accounts, orders), 1.0 where an account came on an order.
    q : float
        How often a group of one hand may be parted.

    Returns
    -------
    numpy.ndarray
        A number for each account, shape (accounts,): the same for those that stay together.

    Raises
    ------
    ParameterError
        When q is no rate.

    Notes
    -----
    Null: the group is of one hand, so that given how many accounts came on an order, any of them
    are as likely as any others. The alternative: each part has a rate of its own on each order,
    Jeffreys' prior on every rate, given the same numbers. The ratio of both, averaged over all ways
    to part a group in two (sizes alike, ways of one size alike), is an e-value: under the null it
    reaches 1 / q in at most q of groups (Markov's inequality), however the way was searched. A
    group is parted in the best way found where that way's share alone reaches it; so are its parts.

    Accounts of one hand that are used much unequally are no such null; they are parted where some
    come on orders of their own.
    """
    check_rate("q", q)
    label = np.zeros(came.shape[0], np.int64)
    waiting = [np.arange(came.shape[0])]
    while waiting:
        rows = waiting.pop()
        held = came[rows]
        held = csr_array(held[:, _total(held) >= 2])
        side = _sides(held) if held.shape[1] else None
        if side is None or _evidence(held, side) < -np.log(q):
            continue
        label[rows[side]] = label.max() + 1
        waiting += [rows[side], rows[~side]]
    return label


def _total(came: csr_array) -> Array:
    return np.asarray(came.sum(axis=0), float).ravel()


def _evidence(came: csr_array, side: NDArray[np.bool_]) -> float:
    """Return the log of the share of the e-value that parting in this way has."""
    n, a = side.size, int(side.sum())
    ratio = 0.0
    for one, other in zip(_total(came[side]), _total(came[~side]), strict=True):
        total = one + other
        ways = np.arange(max(0.0, total - (n - a)), min(total, a) + 1)
        every = (
            _choose(a, ways) + _choose(n - a, total - ways)
            + _rate(ways, a) + _rate(total - ways, n - a)
        )  # fmt: skip
        ratio += _choose(n, total) + _rate(one, a) + _rate(other, n - a) - logsumexp(every)
    halves = np.log(2) if 2 * a == n else 0.0
    return float(ratio - np.log(n // 2) - _choose(n, a) + halves)


def _choose(n: float, k: Array | float) -> Array:
    return np.asarray(gammaln(n + 1) - gammaln(np.asarray(k) + 1) - gammaln(n - np.asarray(k) + 1))


def _rate(k: Array | float, n: float) -> Array:
    """Return the log chance of k given accounts of n, by Jeffreys' prior on the rate."""
    return np.asarray(betaln(np.asarray(k) + 0.5, n - np.asarray(k) + 0.5) - betaln(0.5, 0.5))


def _sides(came: csr_array) -> NDArray[np.bool_] | None:
    """Return the two sides that tell the orders best, or None where one side takes all.

    A mixture of two, each account on the side on which it is likelier given all others.
    """
    side = _axis(came) > 0
    for _ in range(SWEEPS):
        scores = [_likely(came, side == held) for held in (False, True)]
        other = scores[1] > scores[0]
        if other.all() or not other.any():
            return None
        if (other == side).all():
            break
        side = other
    return side


def _likely(came: csr_array, mine: NDArray[np.bool_]) -> Array:
    """Return for each account how likely its orders are on a side, itself left out."""
    size, total = float(mine.sum()), _total(came[mine])
    without = _chance(came, total, size - total, size)
    return np.where(mine, _chance(came, total - 1, size - total - 1, size - 1), without)


def _chance(came: csr_array, there: Array, away: Array, size: float) -> Array:
    """Return each account's log chance on a side of which so many came on each order, or not."""
    # Less than none is said of orders on which only the account itself came: nobody asks for it.
    one, zero = (np.log(np.maximum(number, 0.0) + 0.5) for number in (there, away))
    return np.asarray(
        came @ (one - zero) + zero.sum() + (1 - there.size) * np.log(max(size, 0.0) + 1)
    )


def _axis(came: csr_array) -> Array:
    """Return the second singular vector of the visits, scaled (Dhillon, KDD 2001).

    Source not verified.
    """
    rows = np.maximum(np.asarray(came.sum(axis=1), float).ravel(), 1e-9)
    scaled = csr_array(
        came.multiply(1 / np.sqrt(rows)[:, None]).multiply(1 / np.sqrt(_total(came))[None, :])
    )
    first = np.sqrt(rows) / np.linalg.norm(np.sqrt(rows))
    axis = np.random.default_rng(_SEED).normal(size=rows.size)
    for _ in range(TURNS):
        axis = axis - first * (first @ axis)
        axis = scaled @ (scaled.T @ axis)
        length = np.linalg.norm(axis)
        if length == 0:
            break
        axis = axis / length
    return np.asarray(axis)
