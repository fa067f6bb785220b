from __future__ import annotations

import numpy as np
import pytest

from kit.rings.components import LIMITS, Chance, components
from kit.rings.meetings import meetings
from tests.rings.market import crowd, market, points, pool, verdicts

LOOSE = np.array([LIMITS.size - 1])


def test_the_bound_by_hand() -> None:
    """100 windows, 2 chance meetings: 100 * 3 / 6 * (4 / 100)^2 chains of three, for each limit."""
    chance = Chance(np.full(LIMITS.size, 2.0), 1000)
    three = 1000 * 3 / 6 * (4 / 1000) ** 2 * LIMITS.size
    assert chance.connects(np.array([3]), LOOSE)[0] == pytest.approx(three)
    assert chance.connects(np.array([4]), LOOSE)[0] < three
    assert chance.connects(np.array([2]), LOOSE)[0] == 1


def test_a_market_full_of_chance_meetings_connects_nothing() -> None:
    chance = Chance(np.full(LIMITS.size, 1000.0), 1000)
    assert chance.connects(np.array([50]), LOOSE)[0] == 1


def test_a_pool_hangs_together_and_an_honest_market_does_not() -> None:
    for rows, wanted in ((crowd(2), 0), ([*crowd(2), *pool(3000, 12, [3, 40, 77, 90], 0.6, 2)], 1)):
        ours = market(rows)
        found = meetings(ours, points(verdicts(rows)))
        parts = components(ours, found, Chance.of(ours, found, 180))
        assert len(parts) == wanted
        for part in parts:
            begin = np.concatenate((part.meetings.one, part.meetings.other))
            assert set(ours.place[begin] // 2) <= {3, 40, 77, 90}
            assert part.p <= 0.01
