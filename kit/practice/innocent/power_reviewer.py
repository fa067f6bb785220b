"""Some people review everything that they own, many things in one sitting.

Story
    A few customers write hundreds of reviews. Every week or two they sit down and go through what
    has arrived: half a dozen reviews within the hour, of whatever category or brand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, traces
from kit.practice.season import DAY_SECONDS, DAYS


@dataclass(frozen=True)
class PowerReviewer:
    """Dials of power reviewers.

    Parameters
    ----------
    reviewers : int
        How many there are.
    reviews : int
        Reviews of each; at most a fifth of what the market sells, and each thing once.
    sitting : float
        Mean reviews in one sitting.
    wider : float
        Share of their interests that is passed over (`honest.choose_products`).
    """

    reviewers: int = 2
    reviews: int = 70
    sitting: float = 6.0
    wider: float = 0.5

    def plant(self, ground: Ground) -> Traces:
        """Let them write."""
        random = ground.random
        each = min(self.reviews, max(len(ground.base.catalogue) // 5, 1))
        begin = int(random.integers(0, DAYS // 3))
        reviewers = ground.newcomers(self.reviewers, begin, DAYS)
        account = np.repeat(reviewers, each)
        opens = random.random(account.size) < 1.0 / self.sitting
        opens[::each] = True
        first = np.flatnonzero(opens)
        seat = np.cumsum(opens) - 1
        days = random.integers(begin, DAYS, first.size)
        start = ground.moments(days)[seat]
        pause = random.integers(60, 500, account.size) * (np.arange(account.size) - first[seat])
        day = days[seat]
        second = np.minimum(start + pause, (day + 1) * DAY_SECONDS - 1)
        product = ground.choose(account, day, self.wider, once=True)
        return traces(ground.honest(account, product, second), [], [])


ARCHETYPE = PowerReviewer()
