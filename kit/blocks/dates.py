"""Do the accounts of a block come at the same time?

A block is found without looking at dates within a stretch. So if its accounts like the same things,
and nothing more, then the dates inside it are those of any visitors. Two nulls, and the larger
p-value of the two counts:

- of the products: the dates of a cell's verdicts are shuffled among all its verdicts, those of
  others too. A sale, a press mention or a wave of interest brings everyone at once.
- of the accounts: each account's dates of a stretch are shuffled among its verdicts there. Whoever
  is active for a few weeks only is so on every product.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kit.blocks.market import Days, Ints, Market

FIRST, DRAWS = 99, 999
"""Shuffles at first, and where they look promising; no p-value is below 1 / (DRAWS + 1)."""

PROMISING = 0.1


@dataclass(frozen=True)
class Timing:
    """Pairs of verdicts on one cell within `days`, as many by chance, and how probable that is."""

    close: int
    expected: float
    p: float


@dataclass(frozen=True)
class Pools:
    """Dates that a shuffle deals out: of each cell, and of each account in a stretch (a visit).

    Each date has the number of its pool beside it, in order.
    """

    cell: Ints
    of_cell: Days
    visit: Ints
    of_visit: Days

    @classmethod
    def of(cls, market: Market, accounts: Ints) -> Pools:
        """Collect the dates of all cells, and of some accounts in all stretches."""
        rows = np.flatnonzero(np.isin(market.account, accounts))
        visit = _visits(market, rows)
        order = np.argsort(visit, kind="stable")
        return cls(market.cell, market.date, visit[order], market.date[rows[order]])


def timing(market: Market, pools: Pools, block: Ints, days: int) -> Timing:
    """Compare the dates inside a block with shuffled ones.

    Parameters
    ----------
    market : Market
    pools : Pools
        With the dates of the block's accounts.
    block : array of int
        Rows of the market, in order.
    days : int
        Days that count as at the same time.

    Returns
    -------
    Timing
        `expected` is that of the null with the larger p-value.
    """
    cell = market.cell[block]
    edges = np.append(np.flatnonzero(np.diff(cell, prepend=-1)), cell.size)
    seen = int(_close(market.date[block][:, None], edges, days)[0])
    nulls = (
        (pools.cell, pools.of_cell, cell),
        (pools.visit, pools.of_visit, _visits(market, block)),
    )
    random = np.random.default_rng(0)

    def likeliest(draws: int) -> Timing:
        found = []
        for keys, dates, wanted in nulls:
            shuffled = _close(_dealt(random, keys, dates, wanted, draws), edges, days)
            p = (1 + int((shuffled >= seen).sum())) / (draws + 1)
            found.append(Timing(seen, float(shuffled.mean()), p))
        return max(found, key=lambda one: (one.p, one.expected))

    first = likeliest(FIRST)
    return first if first.p > PROMISING else likeliest(DRAWS)


def _visits(market: Market, rows: Ints) -> Ints:
    """Return a number for each row: the same for an account's verdicts of one stretch."""
    numbers: Ints = market.account[rows] * (int(market.stretch.max()) + 1) + market.stretch[rows]
    return numbers


def _dealt(random: np.random.Generator, keys: Ints, dates: Days, wanted: Ints, draws: int) -> Days:
    """Deal each verdict a date of its own pool, without repeats: shape (verdicts, draws)."""
    dealt = np.empty((wanted.size, draws), np.int16)
    key, pool = np.unique(wanted, return_inverse=True)
    to = np.split(np.argsort(pool, kind="stable"), np.cumsum(np.bincount(pool))[:-1])
    begin, end = np.searchsorted(keys, key), np.searchsorted(keys, key, "right")
    for first, last, verdicts in zip(begin, end, to, strict=True):
        held = np.broadcast_to(dates[first:last], (draws, last - first))
        dealt[verdicts] = random.permuted(held, axis=1)[:, : verdicts.size].T
    return dealt


def _close(dates: Days, edges: Ints, days: int) -> Ints:
    """Count pairs of dates within `days` in each draw; cells end where `edges` say."""
    close = np.zeros(dates.shape[1], np.int64)
    for begin, end in pairwise(edges):
        inside = dates[begin:end]
        for step in range(1, end - begin):
            close += (np.abs(inside[step:] - inside[:-step]) <= days).sum(axis=0)
    return close
