"""A five-dollar seller with several accounts reviews whatever clients send.

Story
    One person offers reviews on a gig site, owns half a dozen accounts and uses all of them on
    each order, within days. The texts are one person's, and parts of them come back.
Source
    Amazon.com, Inc. v. John Does 1-1114 (King County Superior Court, October 2015): sellers on
    Fiverr, identified by username. Source not verified.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class GigSeller:
    """Dials of a seller.

    Parameters
    ----------
    accounts, products : int
        Accounts owned, and orders filled (products of different brands).
    fill : float
        Chance that an account is used on an order.
    days : int
        Days within which an order is filled.
    apart_days : float
        Mean days from one order to the next.
    reuse : float
        Share of texts that say again what the seller wrote elsewhere.
    cover : float
        Mean ordinary reviews of each account beside.
    verified : float
        Share with a purchase; at five dollars there is seldom one.
    """

    accounts: int = 6
    products: int = 14
    fill: float = 0.92
    days: int = 4
    apart_days: float = 12.0
    reuse: float = 0.45
    cover: float = 1.5
    verified: float = 0.3

    def plant(self, ground: Ground) -> Traces:
        """Fill every order."""
        random = ground.random
        length = self.products * self.apart_days + self.days
        begin = ground.begin(0, max(1, int(DAYS - length)))
        owned = ground.newcomers(self.accounts, begin - 30, int(begin + length + 30))
        clients = ground.clients(self.products, begin, 0.1, 0.85)
        gaps = random.exponential(self.apart_days, clients.size)
        starts = np.clip(begin + np.cumsum(gaps), 0, DAYS - self.days).astype(np.int64)
        who, what = np.nonzero(random.random((self.accounts, clients.size)) < self.fill)
        day = starts[what] + random.integers(0, self.days, what.size)
        stars = np.full(what.size, 5, np.int8)
        deeds = ground.paid(owned[who], clients[what], ground.moments(day), stars, self.verified)
        stock = random.integers(0, 1 << 63, 6, dtype=np.uint64)
        again = random.random(what.size) < self.reuse
        deeds = replace(
            deeds,
            author=np.full(what.size, owned[0], np.int32),
            script=np.where(again, stock[random.integers(0, stock.size, what.size)], deeds.script),
        )
        windows = [
            Window(int(p), int(s), int(s) + self.days) for p, s in zip(clients, starts, strict=True)
        ]
        return traces(deeds, [ground.life(owned, self.cover)], windows)


ARCHETYPE = GigSeller()
