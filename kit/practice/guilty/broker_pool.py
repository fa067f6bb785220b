"""A broker's pool of accounts serves many sellers, one campaign after another.

Story
    A website sells reviews by the dozen. Its pool of reviewers buys, reviews and is refunded. Each
    seller's campaign lasts two weeks; a reviewer takes about half of the offers, and writes honest
    reviews of popular products in between.
Source
    Amazon.com, Inc. v. Gentile (King County Superior Court, 2015; buyazonreviews.com and other
    broker websites); He, Hollenbeck & Proserpio, "The Market for Fake Reviews", Marketing Science
    2022. Sources not verified.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.rows import Rows
from kit.practice.season import DAYS
from kit.practice.wheel import Ints


@dataclass(frozen=True)
class BrokerPool:
    """Dials of a broker's pool.

    Parameters
    ----------
    accounts, products : int
        Size of the pool, and of its list of clients (of different brands).
    fill : float
        Chance that an account takes part in a campaign.
    campaign_days : int
        Length of one campaign.
    apart_days : float
        Mean days from one campaign's start to the next.
    cover : float
        Mean ordinary reviews of each account beside.
    verified : float
        Share bought through the market and refunded.
    four_stars : float
        Share that gives 4 stars, for looks.
    """

    accounts: int = 20
    products: int = 10
    fill: float = 0.5
    campaign_days: int = 14
    apart_days: float = 18.0
    cover: float = 4.0
    verified: float = 0.9
    four_stars: float = 0.05

    def plant(self, ground: Ground) -> Traces:
        """Run every campaign of the pool."""
        random = ground.random
        length = self.products * self.apart_days + self.campaign_days
        begin = ground.begin(0, max(1, int(DAYS - length)))
        pool = ground.newcomers(self.accounts, begin - 60, int(begin + length + 60))
        clients, trade = self.clients(ground, begin)
        gaps = random.gamma(4.0, self.apart_days / 4.0, clients.size)
        starts = np.clip(begin + np.cumsum(gaps), 0, DAYS - self.campaign_days).astype(np.int64)
        who, what = np.nonzero(random.random((self.accounts, clients.size)) < self.fill)
        day = starts[what] + random.integers(0, self.campaign_days, what.size)
        stars = np.where(random.random(what.size) < self.four_stars, 4, 5).astype(np.int8)
        deeds = ground.paid(pool[who], clients[what], ground.moments(day), stars, self.verified)
        windows = [
            Window(int(p), int(s), int(s) + self.campaign_days)
            for p, s in zip(clients, starts, strict=True)
        ]
        return traces(deeds, [ground.life(pool, self.cover), *trade], windows)

    def clients(self, ground: Ground, before: int) -> tuple[Ints, list[Rows]]:
        """Return the products to serve, and ordinary reviews of those that had to be added."""
        return ground.clients(self.products, before), []


ARCHETYPE = BrokerPool()
