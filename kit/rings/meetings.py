"""Pairs of windows that share more accounts than an honest market of this size would show.

Every pair of windows on two products is a hypothesis: billions in a large market, nearly all of
which could never be shown, because three shared accounts are no surprise where windows are large.
So it is estimated directly how many pairs as surprising as some p-value there would be if all
accounts acted for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from kit.rings.chance import shared_by_chance
from kit.rings.market import Market, Mask, draw
from kit.rings.tally import Floats, Ints
from kit.statistics import poisson_sf

FEWEST = 3
"""Accounts that two windows must share to be looked at."""

SAMPLE = 50_000
"""Pairs of windows drawn, weighted, to estimate what chance shows; the draw is always the same."""


@dataclass(frozen=True)
class Meetings:
    """Pairs of windows that share accounts: rows at which the two begin, and p-values."""

    one: Ints
    other: Ints
    p: Floats

    def __len__(self) -> int:
        """Return the number of pairs."""
        return int(self.p.size)

    def take(self, which: Mask | Ints) -> Meetings:
        """Return the pairs chosen by a mask or by number."""
        return Meetings(self.one[which], self.other[which], self.p[which])


def meetings(market: Market, points: pl.DataFrame) -> Meetings:
    """Return all pairs of windows that share at least `FEWEST` accounts.

    Parameters
    ----------
    market : Market
    points : polars.DataFrame
        row, partner: two quiet verdicts of one account on two places.
    """
    one, other = (points[name].to_numpy().astype(np.int64) for name in ("row", "partner"))
    met = pl.DataFrame(
        {
            "p": market.place[one],
            "q": market.place[other],
            "x": market.day[one],
            "y": market.day[other],
        }
    )
    # A window begins at a verdict of an account that is shared; only such windows are counted.
    near = (pl.col("x1") - pl.col("x")).is_between(0, market.span - 1)
    begins = met.join(met.rename({"x": "x1", "y": "y1"}), on=["p", "q"]).filter(
        near & (pl.col("y") - pl.col("y1")).is_between(0, market.span - 1)
    )
    counted = (
        begins.select("p", "q", x0="x", y0="y1")
        .unique()
        .join(met, on=["p", "q"])
        .filter(
            (pl.col("x") - pl.col("x0")).is_between(0, market.span - 1),
            (pl.col("y") - pl.col("y0")).is_between(0, market.span - 1),
        )
        .group_by("p", "q", "x0", "y0")
        .agg(shared=pl.len())
        .filter(pl.col("shared") >= FEWEST)
        .sort("p", "q", "x0", "y0")
    )
    p, q, x, y, shared = (counted[name].to_numpy() for name in ("p", "q", "x0", "y0", "shared"))
    one, _ = market.rows_between(p, x, x)
    other, _ = market.rows_between(q, y, y)
    return Meetings(
        one, other, poisson_sf(shared.astype(float), shared_by_chance(market, one, other))
    )


def chance_meetings(market: Market, limits: Floats, apart: int) -> Floats:
    """Return how many pairs of windows chance alone would put at or below each p-value.

    Parameters
    ----------
    market : Market
    limits : array of float, shape (n,)
    apart : int
        Most days between the two windows.
    """
    begin = np.flatnonzero(market.quiet)
    begin = begin[np.unique(market.key[begin], return_index=True)[1]]
    size = (market.end[begin] - begin).astype(float)
    others = (market.others[market.end[begin]] - market.others[begin]).astype(float)
    if not others.sum():
        return np.zeros(limits.size)
    random = np.random.default_rng(0)
    one = begin[draw(random, others, SAMPLE)]
    drawn = draw(random, size, SAMPLE)
    other = begin[drawn]
    weight = others.sum() * size.sum() / (2 * SAMPLE)
    weights = weight / (market.others[market.end[one]] - market.others[one]) / size[drawn]
    fit = (
        (market.place[one] // 2 != market.place[other] // 2)
        & (np.abs(market.day[one] - market.day[other]) <= apart)
        # Smaller windows cannot share so many.
        & (np.minimum(market.end[one] - one, market.end[other] - other) >= FEWEST)
    )
    one, other, weights = one[fit], other[fit], weights[fit]
    mean = shared_by_chance(market, one, other)
    sizes = (market.end[one] - one).astype(float), (market.end[other] - other).astype(float)
    expected = np.zeros(limits.size)
    shared = np.full(mean.size, float(FEWEST))
    tail = poisson_sf(shared, mean)
    for at in np.argsort(limits)[::-1]:
        # The smallest counts whose tails are within the limit.
        while (above := tail > limits[at]).any():
            shared[above] += 1
            tail[above] = poisson_sf(shared[above], mean[above])
        # The window must begin at a shared account, on both sides.
        begins = np.minimum(shared / sizes[0], 1) * np.minimum(shared / sizes[1], 1)
        possible = shared <= np.minimum(*sizes)
        expected[at] = (weights * tail * begins * possible).sum()
    return expected
