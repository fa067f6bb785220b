from __future__ import annotations

import numpy as np
import pytest

from kit.rings.meetings import chance_meetings, meetings
from tests.rings.market import crowd, market, points, pool, verdicts


def test_three_accounts_in_the_same_windows_of_two_products_meet() -> None:
    rows = [[a, product, 50 * product + a] for a in range(3) for product in (1, 2)]
    found = meetings(market(rows), points(verdicts(rows)))
    assert len(found) == 1
    assert market(rows).place[[found.one[0], found.other[0]]].tolist() == [3, 5]


@pytest.mark.parametrize("late", [21, 60])
def test_who_comes_later_than_the_window_does_not(late: int) -> None:
    rows = [[a, product, 50 * product + late * (a == 2)] for a in range(3) for product in (1, 2)]
    assert len(meetings(market(rows), points(verdicts(rows)))) == 0


def test_chance_shows_at_least_what_honest_markets_show() -> None:
    """Summed over five markets in which nobody acts together."""
    limits = np.array([1e-4, 1e-3, 1.0])
    expected, seen = np.zeros(3), np.zeros(3)
    for seed in range(5):
        rows = crowd(seed, accounts=600, products=25, each=6)
        ours = market(rows)
        expected += chance_meetings(ours, limits, 180)
        found = meetings(ours, points(verdicts(rows)))
        near = np.abs(ours.day[found.one] - ours.day[found.other]) <= 180
        seen += [(found.p[near] <= limit).sum() for limit in limits]
    assert seen[2] > 0
    assert (seen <= expected).all()


def test_a_pool_shows_more_than_chance() -> None:
    rows = [*crowd(1), *pool(3000, 12, [3, 40, 77, 90, 120], 0.6, seed=1)]
    ours = market(rows)
    found = meetings(ours, points(verdicts(rows)))
    limits = np.array([1e-6])
    assert (found.p <= 1e-6).sum() > 20 * chance_meetings(ours, limits, 180)[0]
