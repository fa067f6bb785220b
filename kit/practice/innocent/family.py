"""The members of a family review what the household bought.

Story
    Several accounts live at one address. Of some purchases more than one of them writes a review,
    within days or weeks of the parcel, each with an opinion of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class Family:
    """Dials of a family.

    Parameters
    ----------
    members, purchases : int
        Accounts, and things that the household bought.
    fill : float
        Chance that a member reviews a purchase.
    delay_days : float
        Mean days from purchase to review.
    life : float
        Mean reviews that a member writes of other products.
    """

    members: int = 4
    purchases: int = 14
    fill: float = 0.4
    delay_days: float = 9.0
    life: float = 4.0

    def plant(self, ground: Ground) -> Traces:
        """Buy, and let those write who like to."""
        random = ground.random
        begin = int(random.integers(0, DAYS // 3))
        members = ground.newcomers(self.members, begin, DAYS)
        bought = np.sort(random.integers(begin, DAYS - 30, self.purchases))
        product = ground.choose(np.full(self.purchases, members[0]), bought, once=True)
        who, what = np.nonzero(random.random((self.members, product.size)) < self.fill)
        day = bought[what] + 2 + random.exponential(self.delay_days, what.size).astype(np.int64)
        deeds = ground.honest(members[who], product[what], ground.moments(day))
        return traces(deeds, [ground.life(members, self.life)], [])


ARCHETYPE = Family()
