"""Accounts are aged before they are used.

Story
    Accounts are opened, or bought, a year ahead. Half of them write one review and then lie idle;
    the others write as anybody does. Then all of them are used for two campaigns, and never again.
Source
    Thomas et al., "Trafficking Fraudulent Accounts", USENIX Security 2013 (aged accounts cost
    more). Source not verified.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class AgedAccounts:
    """Dials of ageing.

    Parameters
    ----------
    accounts, products : int
        Accounts that are aged, and clients (products of different brands).
    fill : float
        Chance that an account works for a client.
    campaign_days : int
        Length of a campaign.
    apart_days : int
        Days from one campaign's start to the next.
    aging_days : int
        Days from an account's opening to its use.
    idle : float
        Share that writes one ordinary review and then none.
    cover : float
        Mean ordinary reviews of each other account in that time.
    verified : float
        Share of the paid reviews with a purchase.
    four_stars : float
        Share of the paid reviews that gives 4 stars, for looks.

    Notes
    -----
    Difficulty is `cover`, with `idle` at 0: who wrote more looks more like anybody.
    """

    accounts: int = 30
    products: int = 2
    fill: float = 0.8
    campaign_days: int = 12
    apart_days: int = 30
    aging_days: int = 365
    idle: float = 0.5
    cover: float = 3.0
    verified: float = 0.7
    four_stars: float = 0.08

    def plant(self, ground: Ground) -> Traces:
        """Age the accounts, then use them."""
        random = ground.random
        length = (self.products - 1) * self.apart_days + self.campaign_days
        begin = ground.begin(self.aging_days, DAYS - length)
        opened = begin - self.aging_days
        idle = ground.newcomers(round(self.accounts * self.idle), opened, opened + 60)
        busy = ground.newcomers(self.accounts - idle.size, opened, begin)
        aged = np.concatenate((idle, busy))
        clients = ground.clients(self.products, begin - 30, 0.2, 0.85)
        starts = begin + self.apart_days * np.arange(clients.size)
        who, what = np.nonzero(random.random((self.accounts, clients.size)) < self.fill)
        day = starts[what] + random.integers(0, self.campaign_days, what.size)
        stars = np.where(random.random(what.size) < self.four_stars, 4, 5).astype(np.int8)
        deeds = ground.paid(aged[who], clients[what], ground.moments(day), stars, self.verified)
        windows = [
            Window(int(p), int(s), int(s) + self.campaign_days)
            for p, s in zip(clients, starts, strict=True)
        ]
        return traces(deeds, [ground.ordinary(idle), ground.life(busy, self.cover)], windows)


ARCHETYPE = AgedAccounts()
