"""Throw-away accounts give a competitor's product one star.

Story
    A seller pays for bad reviews of the product that ranks above it: some forty of one star in a
    week, few with a purchase.
Source
    Luca & Zervas, "Fake It Till You Make It", Management Science 2016 (unfavourable reviews follow
    competition); Amazon's complaints against brokers who offered negative reviews. Sources not
    verified.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class OneStarAttack:
    """Dials of an attack.

    Parameters
    ----------
    reviews : int
        Reviews delivered, one for each account.
    days : int
        Days of delivery.
    verified : float
        Share with a purchase.
    cover : float
        Mean ordinary reviews of each account beside.
    """

    reviews: int = 40
    days: int = 7
    verified: float = 0.25
    cover: float = 0.3

    def plant(self, ground: Ground) -> Traces:
        """Attack one product that sells."""
        random = ground.random
        begin = ground.begin(90, DAYS - self.days - 30)
        target = ground.clients(1, begin - 60, 0.55, 0.95)
        accounts = ground.newcomers(self.reviews, begin - 20, begin + self.days + 20)
        day = begin + random.integers(0, self.days, self.reviews)
        stars = np.ones(self.reviews, np.int8)
        attacked = np.full(self.reviews, target[0])
        deeds = ground.paid(accounts, attacked, ground.moments(day), stars, self.verified)
        window = Window(int(target[0]), begin, begin + self.days)
        return traces(deeds, [ground.life(accounts, self.cover)], [window])


ARCHETYPE = OneStarAttack()
