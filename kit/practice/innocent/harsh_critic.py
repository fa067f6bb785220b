"""Some people like nothing.

Story
    A few customers have written for years, about whatever they bought, and seldom give more than
    two stars. Now and then one of them reports that a seller offered something for a better review.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, traces
from kit.practice.remarks import CARD
from kit.practice.season import DAYS


@dataclass(frozen=True)
class HarshCritic:
    """Dials of critics.

    Parameters
    ----------
    critics : int
        How many there are.
    reviews : int
        Mean reviews of each.
    less : int
        Stars that a critic leaves out, of what others would give.
    offered : float
        Share that reports an offer by the seller.
    """

    critics: int = 3
    reviews: int = 25
    less: int = 3
    offered: float = 0.06

    def plant(self, ground: Ground) -> Traces:
        """Let them write."""
        random = ground.random
        begin = int(random.integers(0, DAYS // 3))
        critics = ground.newcomers(self.critics, begin, DAYS)
        said = ground.ordinary(
            np.repeat(critics, random.poisson(self.reviews, critics.size)), once=True
        )
        offered = random.random(len(said)) < self.offered
        deeds = replace(
            said,
            stars=np.maximum(said.stars - self.less, 1).astype(np.int8),
            note=np.where(offered, CARD, 0).astype(np.int8),
        )
        return traces(deeds, [], [])


ARCHETYPE = HarshCritic()
