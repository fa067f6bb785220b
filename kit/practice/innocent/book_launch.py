"""A new book arrives, and its readers write in its first weeks.

Story
    An author with a following publishes. Readers of advance copies write on the day, then come
    those who bought it in the first weeks; afterwards it sells like any other book. Some write
    their first review ever.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class BookLaunch:
    """Dials of a launch.

    Parameters
    ----------
    reviews : int
        Honest reviews from launch to the end of the market.
    first_weeks : float
        Share of them that falls into the first weeks.
    fade_days : float
        Mean days after the launch, of those.
    new_readers : float
        Share written by accounts that had not reviewed before.
    advance_copies : float
        Share of the first day's reviews without a purchase in this market.
    """

    reviews: int = 180
    first_weeks: float = 0.65
    fade_days: float = 9.0
    new_readers: float = 0.4
    advance_copies: float = 0.5

    def plant(self, ground: Ground) -> Traces:
        """Publish the book."""
        random = ground.random
        begin = int(random.integers(150, DAYS - 150))
        books = ground.books()
        known = ground.base.volume[books] >= np.quantile(ground.base.volume[books], 0.5)
        book = ground.new_products(random.choice(books[known], 1), np.array([begin]))
        tail = random.random(self.reviews) >= self.first_weeks
        delay = np.where(
            tail,
            random.integers(14, max(15, DAYS - begin), self.reviews),
            random.exponential(self.fade_days, self.reviews).astype(np.int64),
        )
        day = np.minimum(begin + delay, DAYS - 1)
        fresh = ground.newcomers(round(self.reviews * self.new_readers), begin - 5, DAYS)
        known_readers = ground.regulars(self.reviews - fresh.size, begin - 120, begin + 120, 0)
        readers = random.permutation(np.concatenate((fresh, known_readers)))
        day = day[: readers.size]
        product = np.full(readers.size, book[0])
        deeds = ground.honest(readers, product, ground.moments(day))
        early = (day <= begin + 2) & (random.random(day.size) < self.advance_copies)
        deeds = replace(deeds, verified=deeds.verified & ~early)
        return traces(
            deeds,
            [ground.life(fresh, 0.4)],
            [Window(int(book[0]), begin, begin + 3 * int(self.fade_days))],
        )


ARCHETYPE = BookLaunch()
