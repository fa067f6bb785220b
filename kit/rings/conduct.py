"""What some accounts did: counted once, for every question that follows about them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array

from kit.rings.market import Market, within
from kit.rings.tally import Floats, Ints


@dataclass(frozen=True)
class Conduct:
    """Verdicts of some accounts of a market.

    `volume` counts those of each account, `counts` has shape (accounts, classes of all kinds) as
    the market's tally, and `until` (days + 1, accounts) counts those before each day of the market.
    """

    volume: Ints
    counts: csc_array
    until: Ints

    @classmethod
    def of(cls, market: Market, accounts: Ints) -> Conduct:
        """Count the verdicts of accounts."""
        whose, at = within(market.first_of[accounts], market.first_of[accounts + 1])
        days, day = market.until.size - 1, market.day[market.by_account[at]] - market.first_day
        given = np.bincount(day * accounts.size + whose, minlength=days * accounts.size)
        until = np.zeros((days + 1, accounts.size), np.int64)
        np.cumsum(given.reshape(days, accounts.size), axis=0, out=until[1:])
        return cls(market.volume[accounts], market.tally.counts[accounts].tocsc(), until)

    def in_classes(self, classes: Ints) -> Ints:
        """Return how many verdicts each account gave in classes: (accounts, classes)."""
        found: Ints = self.counts[:, classes].toarray()
        return found

    def share_of_days(self, market: Market, first: Ints, last: Ints) -> Floats:
        """Return which share of some days' verdicts each account gave: (accounts, windows)."""
        begin, end = market.place_of(first), market.place_of(last + 1)
        whole = np.maximum(market.until[end] - market.until[begin], 1)
        share: Floats = (self.until[end] - self.until[begin]).T / whole
        return share
