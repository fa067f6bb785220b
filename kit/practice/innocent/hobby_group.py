"""People with one hobby own the same little-known things.

Story
    A club's members buy what the hobby needs, of whatever brand, when each of them needs it: over
    more than a year they review many of the same small products, without any common date.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class HobbyGroup:
    """Dials of a hobby.

    Parameters
    ----------
    accounts, products : int
        Members, and the small products that the hobby needs, of different brands.
    fill : float
        Chance that a member reviews one of them.
    days : int
        Days over which they do so.
    life : float
        Mean reviews that a member writes of other products.
    """

    accounts: int = 18
    products: int = 12
    fill: float = 0.4
    days: int = 480
    life: float = 4.0

    def plant(self, ground: Ground) -> Traces:
        """Let the members buy."""
        random = ground.random
        begin = int(random.integers(0, max(1, DAYS - self.days)))
        catalogue, volume = ground.base.catalogue, ground.base.volume
        small = (volume <= np.quantile(volume, 0.6)) & (catalogue.launched < begin + 30)
        small = small if small.any() else volume > 0
        category = random.permutation(np.unique(catalogue.category[small]))[0]
        fit = random.permutation(np.flatnonzero(small & (catalogue.category == category)))
        _, one_each = np.unique(catalogue.brand[fit], return_index=True)
        needed = fit[np.sort(one_each)][: self.products]
        members = ground.newcomers(self.accounts, begin - 60, begin + self.days + 60)
        who, what = np.nonzero(random.random((self.accounts, needed.size)) < self.fill)
        day = begin + random.integers(0, self.days, what.size)
        day = np.maximum(day, catalogue.launched[needed[what]])
        deeds = ground.honest(members[who], needed[what], ground.moments(day))
        windows = [Window(int(p), begin, min(begin + self.days, DAYS)) for p in needed]
        return traces(deeds, [ground.life(members, self.life)], windows)


ARCHETYPE = HobbyGroup()
