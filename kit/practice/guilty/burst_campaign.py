"""Many throw-away accounts praise one product within days.

Story
    A seller buys a package: some sixty reviews of five stars, delivered within ten days by
    accounts opened for the purpose, which are then left.
Source
    Amazon.com, Inc. v. John Does 1-1114 (King County Superior Court, October 2015); Fei et al.,
    "Exploiting Burstiness in Reviews for Review Spammer Detection", ICWSM 2013. Sources not
    verified.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class BurstCampaign:
    """Dials of a burst.

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
    four_stars : float
        Share that gives 4 stars, for looks.
    """

    reviews: int = 60
    days: int = 10
    verified: float = 0.5
    cover: float = 0.25
    four_stars: float = 0.04

    def plant(self, ground: Ground) -> Traces:
        """Deliver the package."""
        random = ground.random
        begin = ground.begin(90, DAYS - self.days - 30)
        product = ground.clients(1, begin - 60, 0.3, 0.8)
        accounts = ground.newcomers(self.reviews, begin - 15, begin + self.days + 15)
        # Orders are filled fast at first: most of a package comes in its first half.
        day = begin + (self.days * random.beta(1.3, 1.8, self.reviews)).astype(np.int64)
        stars = np.where(random.random(self.reviews) < self.four_stars, 4, 5).astype(np.int8)
        served = np.full(self.reviews, product[0])
        deeds = ground.paid(accounts, served, ground.moments(day), stars, self.verified)
        window = Window(int(product[0]), begin, begin + self.days)
        return traces(deeds, [ground.life(accounts, self.cover)], [window])


ARCHETYPE = BurstCampaign()
