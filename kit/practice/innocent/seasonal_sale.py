"""A sale lifts many products in one week.

Story
    The market cuts prices for a few days. Ordinary customers buy more of many products, and review
    them as they always would, from a few days to some weeks later.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.season import DAYS, WEEKS
from kit.practice.wheel import Wheel


@dataclass(frozen=True)
class SeasonalSale:
    """Dials of a sale.

    Parameters
    ----------
    products : int
        Products on sale, popular ones more often.
    lift : float
        Additional reviews of each, in weeks' worth of its own.
    least : int
        Fewest additional reviews of a product, on average.
    lag_days : float
        Mean days from purchase to review.
    new_accounts : float
        Share written by accounts that had not reviewed before.
    """

    products: int = 35
    lift: float = 6.0
    least: int = 4
    lag_days: float = 6.0
    new_accounts: float = 0.25

    def plant(self, ground: Ground) -> Traces:
        """Hold the sale."""
        random = ground.random
        begin = int(random.integers(60, DAYS - 60))
        on_sale = np.flatnonzero(ground.base.catalogue.launched < begin - 30)
        wheel = Wheel(ground.base.volume[on_sale].astype(np.float64))
        chosen = np.unique(on_sale[wheel.draw(random, self.products)])
        mean = np.maximum(self.lift * ground.base.volume[chosen] / WEEKS, self.least)
        product = np.repeat(chosen, random.poisson(mean * random.gamma(5.0, 0.2, chosen.size)))
        fresh = ground.newcomers(round(product.size * self.new_accounts), begin - 5, begin + 60)
        regulars = ground.regulars(product.size - fresh.size, begin - 90, begin + 90)
        customers = random.permutation(np.concatenate((fresh, regulars)))
        product = random.permutation(product)[: customers.size]
        day = begin + random.integers(0, 4, product.size)
        day += random.exponential(self.lag_days, product.size).astype(np.int64)
        deeds = ground.honest(customers, product, ground.moments(day))
        windows = [Window(int(p), begin, begin + 21) for p in np.unique(product)]
        return traces(deeds, [ground.life(fresh, 0.5)], windows)


ARCHETYPE = SeasonalSale()
