"""A post goes viral, and a crowd reviews one product within days.

Story
    Somebody shows the product in a video. For a week or two people buy it who had never heard of
    it, many of them new to the market; they write what they think, and some of them are let down.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class ViralPost:
    """Dials of a post.

    Parameters
    ----------
    reviews : int
        Reviews that follow from it.
    fade_days : float
        Mean days from the post to the review.
    new_accounts : float
        Share written by accounts that had not reviewed before.
    life : float
        Mean further reviews of each of those.
    """

    reviews: int = 110
    fade_days: float = 6.0
    new_accounts: float = 0.6
    life: float = 0.3

    def plant(self, ground: Ground) -> Traces:
        """Show the product."""
        random = ground.random
        begin = int(random.integers(120, DAYS - 90))
        product = ground.clients(1, begin - 90, 0.3, 0.95)
        category = int(ground.base.catalogue.category[product[0]])
        fresh = ground.newcomers(round(self.reviews * self.new_accounts), begin, begin + 120)
        known = ground.regulars(self.reviews - fresh.size, begin - 120, begin + 120, category)
        crowd = random.permutation(np.concatenate((fresh, known)))
        # A parcel takes two days; the post is shared on for a while.
        day = begin + 2 + random.gamma(2.0, self.fade_days / 2.0, crowd.size).astype(np.int64)
        deeds = ground.honest(crowd, np.full(crowd.size, product[0]), ground.moments(day))
        window = Window(int(product[0]), begin, begin + 3 * int(self.fade_days))
        return traces(deeds, [ground.life(fresh, self.life)], [window])


ARCHETYPE = ViralPost()
