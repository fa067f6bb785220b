from __future__ import annotations

import numpy as np

from kit.rings.growth import grow, judge
from kit.rings.windows import Windows
from tests.rings.market import crowd, market, pool

PLACES = [3, 40, 77, 90, 120]
RING = pool(3000, 12, PLACES, 0.7, seed=3)
SEED = Windows(np.array([7, 81]), np.array([200, 220]), np.array([220, 240]))


def test_two_windows_grow_into_the_whole_pool() -> None:
    ours = market([*crowd(3), *RING])
    windows, members = grow(ours, SEED, np.arange(3000, 3006))
    assert {int(place) // 2 for place in windows.place} <= set(PLACES)
    assert len(windows) >= 4
    assert set(members) <= set(range(3000, 3012))
    ring = judge(ours, windows, members)
    named = ring.accounts[ring.p <= 1e-4]
    assert set(named) <= set(range(3000, 3012))
    assert named.size >= 9


def test_nobody_is_convicted_by_a_window_that_it_holds_up_itself() -> None:
    """Two accounts share two windows; without either, nothing is left that says anything."""
    rows = [
        *crowd(4),
        *[[a, product, 200 + 20 * (product == 40)] for a in (3000, 3001) for product in (3, 40)],
    ]
    ring = judge(market(rows), SEED, np.array([3000, 3001]))
    assert ring.p.min() > 0.05


def test_a_copy_of_a_review_is_no_second_meeting() -> None:
    ours = market([*crowd(3), *RING])
    same = {"act": np.where(ours.account == 3000, 0, ours.act)}
    copied = type(ours)(**{**ours.__dict__, **same})
    windows, members = grow(ours, SEED, np.arange(3000, 3006))
    ring, other = judge(ours, windows, members), judge(copied, windows, members)
    assert ring.products[ring.accounts == 3000] > 1
    assert other.products[other.accounts == 3000] == 1
