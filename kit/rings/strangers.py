"""How many accounts that act for themselves would be seen in rings: over all of them, not by each.

A ring is seen by two hits or more, so an account's p-value jumps: one that reviewed little has a
chance of 1 in 100,000 of two hits and of 1 in a billion of three, and none in between. To ask for
p-values below a limit from so many accounts, as if each could have just that, counts far more
innocents than there would be. So their number is summed over the market's accounts, each with the
jumps that it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kit.rings.chance import expected_of
from kit.rings.conduct import Conduct
from kit.rings.growth import Ring
from kit.rings.market import Market, draw
from kit.rings.tally import Floats, Ints
from kit.statistics import poisson_sf

SAMPLE = 4_000
"""Accounts drawn, weighted, where a market has more; the draw is always the same."""

HITS = np.arange(2, 13)
"""Hits at which p-values are worked out; more are as improbable as the last."""


@dataclass(frozen=True)
class Strangers:
    """What accounts that act for themselves would show in some rings.

    Parameters
    ----------
    limits : array of float, shape (n,)
        p-values that occur, from small to large.
    expected : array of float, shape (n + 1,)
        Accounts expected below all of them, which is none, and at or below each, over all rings; an
        account counts for each ring.
    accounts : int
        Accounts that could be seen: those with two verdicts or more.
    rings : int

    Notes
    -----
    After Heyse, "A False Discovery Rate Procedure for Categorical Data", in Recent Advances in
    Biostatistics, 2011 (source not verified): what is expected at a limit is the sum of each
    test's own chance, not their number times the limit.
    """

    limits: Floats
    expected: Floats
    accounts: int
    rings: int

    @classmethod
    def of(cls, market: Market, rings: Sequence[Ring]) -> Strangers:
        """Work it out for rings of a market.

        A stranger is given the ring's windows as they stand with all of its members, and nothing
        that it wrote in them is set aside: that makes hits likelier, never less.
        """
        several = np.flatnonzero(market.volume >= 2)
        drawn, weight = _drawn(several, market.volume[several].astype(float))
        conduct = Conduct.of(market, drawn)
        limits, expected = [np.zeros(0)], [np.zeros(0)]
        for ring in rings:
            nothing = np.zeros((drawn.size, ring.begin.size))
            mean = expected_of(
                market,
                conduct,
                ring.begin,
                nothing + ring.free,
                (nothing, np.zeros(ring.begin.size)),
                ring.days,
            )
            tails = poisson_sf(
                np.repeat(HITS.astype(float), drawn.size), np.tile(mean, HITS.size)
            ).reshape(HITS.size, -1)
            # At its p-value for k hits an account adds the chance of just k.
            limits.append(tails.ravel())
            expected.append(
                (-np.diff(tails, axis=0, append=np.zeros((1, drawn.size))) * weight).ravel()
            )
        at, more = np.concatenate(limits), np.concatenate(expected)
        order = np.argsort(at, kind="stable")
        expected_there = np.append(0.0, np.cumsum(more[order]))
        return cls(at[order], expected_there, several.size, len(rings))

    def share_as(self, ring: Ring) -> Floats:
        """Return at most which share of the accounts would be seen as each account of a ring.

        Whoever was seen less than twice is as all others are.
        """
        share: Floats = np.where(ring.products >= HITS[0], self.at_or_below(ring.p), 1.0)
        return share

    def at_or_below(self, p: Floats) -> Floats:
        """Return at most which share would be seen twice or more, with p-values up to each."""
        upto = np.searchsorted(self.limits, p, "right")
        expected = self.expected[upto] / max(self.accounts, 1)
        most = p * self.rings
        share: Floats = np.where(upto > 0, np.minimum(expected, most), most)
        return share


def _drawn(accounts: Ints, volume: Floats) -> tuple[Ints, Floats]:
    """Return accounts, and for how many each stands; the chance of two hits goes with volume^2."""
    if accounts.size <= SAMPLE:
        return accounts, np.ones(accounts.size)
    # Whoever is drawn several times is worked out once.
    at, times = np.unique(draw(np.random.default_rng(0), volume**2, SAMPLE), return_counts=True)
    return accounts[at], times * (volume**2).sum() / volume[at] ** 2 / SAMPLE
