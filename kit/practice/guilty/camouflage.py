"""A ring hides among popular products.

Story
    Few of what these accounts write is paid for. The rest is about what everybody buys, in the
    market's best-known products, with the stars that anybody gives.
Source
    Hooi et al., "FRAUDAR: Bounding Graph Fraud in the Face of Camouflage", KDD 2016. Source not
    verified.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.rows import Rows
from kit.practice.season import DAYS
from kit.practice.wheel import Ints, Wheel


@dataclass(frozen=True)
class Camouflage:
    """Dials of a ring that hides.

    Parameters
    ----------
    accounts, products : int
        Size of the ring, and of its list of clients (of different brands).
    fill : float
        Chance that an account works for a client.
    campaign_days : int
        Length of one campaign.
    apart_days : float
        Mean days from one campaign's start to the next.
    cover : float
        Mean reviews of popular products by each account.
    popular : float
        Which products are popular: from this quantile of the volume on.
    verified : float
        Share of the paid reviews with a purchase.
    four_stars : float
        Share of the paid reviews that gives 4 stars, for looks.

    Notes
    -----
    Difficulty is `cover`.
    """

    accounts: int = 14
    products: int = 9
    fill: float = 0.5
    campaign_days: int = 21
    apart_days: float = 24.0
    cover: float = 9.0
    popular: float = 0.9
    verified: float = 0.9
    four_stars: float = 0.15

    def plant(self, ground: Ground) -> Traces:
        """Run every campaign, and the rest of the accounts' lives."""
        random = ground.random
        length = int(self.products * self.apart_days + self.campaign_days)
        begin = ground.begin(0, max(1, DAYS - length))
        end = min(begin + length + 90, DAYS)
        ring = ground.newcomers(self.accounts, begin - 90, end)
        clients = ground.clients(self.products, begin)
        gaps = random.gamma(4.0, self.apart_days / 4.0, clients.size)
        starts = np.clip(begin + np.cumsum(gaps), 0, DAYS - self.campaign_days).astype(np.int64)
        who, what = np.nonzero(random.random((self.accounts, clients.size)) < self.fill)
        day = starts[what] + random.integers(0, self.campaign_days, what.size)
        stars = np.where(random.random(what.size) < self.four_stars, 4, 5).astype(np.int8)
        deeds = ground.paid(ring[who], clients[what], ground.moments(day), stars, self.verified)
        windows = [
            Window(int(p), int(s), int(s) + self.campaign_days)
            for p, s in zip(clients, starts, strict=True)
        ]
        return traces(deeds, [self._hide(ground, ring, max(begin - 90, 0), end)], windows)

    def _hide(self, ground: Ground, ring: Ints, begin: int, end: int) -> Rows:
        """Return honest reviews of what everybody buys."""
        random, volume = ground.random, ground.base.volume
        sold = volume * (ground.base.catalogue.launched <= begin)
        liked = np.flatnonzero((sold > 0) & (sold >= np.quantile(sold[sold > 0], self.popular)))
        account = np.repeat(ring, random.poisson(self.cover, ring.size))
        product = liked[Wheel(sold[liked].astype(np.float64)).draw(random, account.size)]
        first, last = np.full(account.size, begin), np.full(account.size, end)
        day = ground.base.season.days_between(random, first, last)
        return ground.honest(account, product, ground.moments(day))


ARCHETYPE = Camouflage()
