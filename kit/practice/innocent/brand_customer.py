"""Loyal customers review every product of one brand.

Story
    Some people swear by a maker. Over two years each of them buys its whole range, at dates of
    their own, and writes about all of it, mostly well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class BrandCustomer:
    """Dials of loyalty.

    Parameters
    ----------
    customers, products : int
        Loyal customers, and products of the brand.
    fill : float
        Chance that a customer reviews one of them.
    days : int
        Days over which they do so.
    warmth : float
        Chance that a star is added to an opinion below five.
    trade : float
        Mean ordinary reviews of each product that is added, where no brand has as many.
    life : float
        Mean reviews that a customer writes of other products.
    """

    customers: int = 5
    products: int = 8
    fill: float = 0.95
    days: int = 700
    warmth: float = 0.5
    trade: float = 15.0
    life: float = 4.0

    def plant(self, ground: Ground) -> Traces:
        """Let them buy the whole range."""
        random = ground.random
        begin = int(random.integers(30, DAYS - self.days))
        products, sold = ground.brand_line(self.products, begin, self.trade)
        loyal = ground.newcomers(self.customers, begin, begin + self.days)
        who, what = np.nonzero(random.random((self.customers, products.size)) < self.fill)
        day = begin + random.integers(0, self.days, what.size)
        deeds = ground.honest(loyal[who], products[what], ground.moments(day))
        warm = (random.random(what.size) < self.warmth) & (deeds.stars < 5)
        deeds = replace(deeds, stars=(deeds.stars + warm).astype(np.int8))
        return traces(deeds, [ground.life(loyal, self.life), sold], [])


ARCHETYPE = BrandCustomer()
