"""Reviews trickle in over months, too few at a time for a burst.

Story
    The broker promises to go slowly. Each client gets a review every week or two for half a year
    or longer, and all of them come from one pool of accounts.
Source
    Amazon.com, Inc. v. Gentile (King County Superior Court, April 2015): reviews that are "slow
    rolled" so as not to be noticed. Source not verified.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class DripFeed:
    """Dials of a drip.

    Parameters
    ----------
    accounts, products : int
        Size of the pool, and of its list of clients (of different brands).
    fill : float
        Chance that an account works for a client.
    weekly : float
        Reviews that a client gets in a week; how long its campaign lasts follows from it.
    cover : float
        Mean ordinary reviews of each account beside.
    verified : float
        Share bought through the market and refunded.
    four_stars : float
        Share that gives 4 stars, for looks.

    Notes
    -----
    Difficulty is `weekly`: the slower the drip, the less the accounts have dates in common.
    """

    accounts: int = 24
    products: int = 7
    fill: float = 0.5
    weekly: float = 0.5
    cover: float = 2.5
    verified: float = 0.85
    four_stars: float = 0.1

    def plant(self, ground: Ground) -> Traces:
        """Feed every client."""
        random = ground.random
        weeks = self.accounts * self.fill / self.weekly
        days = int(np.clip(7 * weeks, 7, DAYS - 120))
        begin = ground.begin(0, DAYS - days - 60)
        pool = ground.newcomers(self.accounts, begin - 60, begin + days + 120)
        clients = ground.clients(self.products, begin)
        starts = begin + random.integers(0, 60, clients.size)
        who, what = np.nonzero(random.random((self.accounts, clients.size)) < self.fill)
        day = starts[what] + random.integers(0, days, what.size)
        stars = np.where(random.random(what.size) < self.four_stars, 4, 5).astype(np.int8)
        deeds = ground.paid(pool[who], clients[what], ground.moments(day), stars, self.verified)
        windows = [
            Window(int(p), int(s), int(s) + days) for p, s in zip(clients, starts, strict=True)
        ]
        return traces(deeds, [ground.life(pool, self.cover)], windows)


ARCHETYPE = DripFeed()
