"""Do the accounts of a block come at the same time?

A block is found without looking at dates within a stretch. So if its accounts like the same things,
and nothing more, then the dates inside it are those of any visitors. Two nulls, and the larger
p-value of the two counts:

- of the products: the dates of a cell's verdicts are shuffled among all its verdicts, those of
  others too. A sale, a press mention or a wave of interest brings everyone at once.
- of the accounts: each account's dates of a stretch are shuffled among its verdicts of the block.
  Whoever is active for a few weeks only is so on every product, and an interest has its season.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kit.blocks.market import Days, Ints, Market

FIRST, DRAWS = 99, 499
"""Shuffles at first, and where they look promising; no p-value is below 1 / (DRAWS + 1)."""

PROMISING = 0.1


@dataclass(frozen=True)
class Timing:
    """Pairs of verdicts on one cell within `days`, as many by chance, and how probable that is."""

    close: int
    expected: float
    p: float


def timing(market: Market, block: Ints, days: int) -> Timing:
    """Compare the dates inside a block with shuffled ones.

    Parameters
    ----------
    market : Market
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
    # An account's verdicts of one stretch have one number.
    visit = market.account[block] * (int(market.stretch.max()) + 1) + market.stretch[block]
    order = np.argsort(visit, kind="stable")
    nulls = (
        (market.cell, market.date, cell),
        (visit[order], market.date[block][order], visit),
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
