"""A seller buys only a few reviews.

Story
    One product is new to its shelf or has slipped below four stars. Its seller buys half a dozen
    reviews, from people who mostly write about what they bought, and stops.
Source
    Federal Trade Commission v. Cure Encapsulations, Inc. (E.D.N.Y. 2019: one seller, one product,
    a target for its stars). Source not verified.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class FewBuyers:
    """Dials of a small order.

    Parameters
    ----------
    reviews : int
        Reviews bought, one from each account.
    days : int
        Days within which they come.
    cover : float
        Mean ordinary reviews of each account beside.
    verified : float
        Share with a purchase.

    Notes
    -----
    Difficulty is `reviews`, the budget. Below a dozen hardly anything can tell.
    """

    reviews: int = 8
    days: int = 14
    cover: float = 2.0
    verified: float = 0.8

    def plant(self, ground: Ground) -> Traces:
        """Buy them."""
        random = ground.random
        begin = ground.begin(120, DAYS - self.days - 30)
        product = ground.clients(1, begin - 60, 0.05, 0.5)
        writers = ground.newcomers(self.reviews, begin - 200, begin + 200)
        day = begin + random.integers(0, self.days, self.reviews)
        stars = np.full(self.reviews, 5, np.int8)
        served = np.full(self.reviews, product[0])
        deeds = ground.paid(writers, served, ground.moments(day), stars, self.verified)
        window = Window(int(product[0]), begin, begin + self.days)
        return traces(deeds, [ground.life(writers, self.cover)], [window])


ARCHETYPE = FewBuyers()
