"""Fans of a series review each release within days.

Story
    An author publishes a volume every few months. The same readers buy each on the day it appears
    and write within a week, mostly well; others read it too, at any time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.rows import Rows, join_rows
from kit.practice.season import DAYS
from kit.practice.wheel import Ints


@dataclass(frozen=True)
class SeriesFans:
    """Dials of a series.

    Parameters
    ----------
    fans, releases : int
        Loyal readers, and volumes that appear.
    fill : float
        Chance that a fan reviews a volume.
    delay_days : float
        Mean days from release to a fan's review.
    others : float
        Mean reviews of a volume by other readers.
    life : float
        Mean reviews that a fan writes of other products.
    """

    fans: int = 30
    releases: int = 7
    fill: float = 0.65
    delay_days: float = 4.0
    others: float = 22.0
    life: float = 4.0

    def plant(self, ground: Ground) -> Traces:
        """Publish the series."""
        random = ground.random
        begin = int(random.integers(20, 250))
        every = (DAYS - begin - 60) / self.releases
        offset = np.arange(self.releases) * every + random.uniform(0, 0.3 * every, self.releases)
        dates: Ints = begin + offset.astype(np.int64)
        books = ground.books()
        author = np.repeat(random.choice(books, 1), self.releases)
        volumes = ground.new_products(author, dates)
        fans = ground.newcomers(self.fans, 0, DAYS)
        who, what = np.nonzero(random.random((self.fans, self.releases)) < self.fill)
        delay = random.exponential(self.delay_days, what.size).astype(np.int64)
        deeds = ground.honest(fans[who], volumes[what], ground.moments(dates[what] + delay))
        # Who buys every volume on the day likes the series: a star is seldom missing.
        warm = (random.random(what.size) < 0.6) & (deeds.stars < 5)
        deeds = replace(deeds, stars=(deeds.stars + warm).astype(np.int8))
        windows = [Window(int(p), int(d), int(d) + 14) for p, d in zip(volumes, dates, strict=True)]
        return traces(
            deeds, [self._others(ground, volumes, dates), ground.life(fans, self.life)], windows
        )

    def _others(self, ground: Ground, volumes: Ints, dates: Ints) -> Rows:
        """Return the reviews of readers who come across a volume at some time."""
        return join_rows(
            [
                ground.trade(int(volume), int(date), self.others, 0)
                for volume, date in zip(volumes, dates, strict=True)
            ]
        )


ARCHETYPE = SeriesFans()
