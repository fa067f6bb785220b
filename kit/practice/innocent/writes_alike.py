"""Some people write almost the same text every time.

Story
    A customer has a sentence for every review: that it came quickly, that it is as described, and
    thanks. Whatever the product and the stars, only a word or two changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, traces
from kit.practice.remarks import HABIT
from kit.practice.season import DAYS


@dataclass(frozen=True)
class WritesAlike:
    """Dials of a habit.

    Parameters
    ----------
    writers : int
        How many there are, each with a text of their own.
    reviews : int
        Mean reviews of each.
    words : float
        Mean words that differ from one time to the next.
    """

    writers: int = 3
    reviews: int = 25
    words: float = 0.7

    def plant(self, ground: Ground) -> Traces:
        """Let them write."""
        random = ground.random
        begin = int(random.integers(0, DAYS // 2))
        writers = ground.newcomers(self.writers, begin, DAYS)
        deeds = ground.ordinary(
            np.repeat(writers, random.poisson(self.reviews, writers.size)), once=True
        )
        deeds = replace(
            deeds,
            note=np.full(len(deeds), HABIT, np.int8),
            edits=np.minimum(random.poisson(self.words, len(deeds)), 100).astype(np.int8),
        )
        return traces(deeds, [], [])


ARCHETYPE = WritesAlike()
