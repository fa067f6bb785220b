from __future__ import annotations

import numpy as np
import pytest

from kit.blocks.dates import DRAWS, Timing, _dealt, timing
from tests.blocks.market import market

MEMBERS, PRODUCTS = range(8), range(6)


def club(seed: int, kind: str) -> list[list[int]]:
    """Return (account, product, day) of members and of others, within one stretch of 120 days."""
    chance = np.random.default_rng(seed)
    busy = {m: int(chance.integers(0, 100)) for m in MEMBERS}
    when = {
        "orders": lambda m, p: 18 * p + int(chance.integers(0, 7)),
        "leisure": lambda m, p: int(chance.integers(0, 120)),
        "sale": lambda m, p: 18 * p + int(chance.integers(0, 7)),
        "visit": lambda m, p: 50 + int(chance.integers(0, 10)),
        "own weeks": lambda m, p: busy[m] + int(chance.integers(0, 14)),
    }
    rows = [[m, p, 120 + when[kind](m, p)] for m in MEMBERS for p in PRODUCTS if (m + p) % 4]
    others = [
        [100 + 10 * p + n, p, 120 + (when[kind](0, p) if kind == "sale" else 12 * n)]
        for p in PRODUCTS
        for n in range(10)
    ]
    return [*rows, *others]


def seen(rows: list[list[int]]) -> Timing:
    ours = market(rows)
    block = np.flatnonzero(ours.account < 100)
    return timing(ours, block, 7)


def test_orders_stand_out_as_far_as_shuffles_can_tell() -> None:
    found = seen(club(1, "orders"))
    assert found.p == 1 / (DRAWS + 1)
    assert found.close > 3 * found.expected


@pytest.mark.parametrize("kind", ["leisure", "sale", "visit", "own weeks"])
def test_spares(kind: str) -> None:
    """Interest without a date, a wave that others share, and people who are active briefly."""
    below = sum(seen(club(seed, kind)).p <= 0.05 for seed in range(12))
    assert below <= 2


def test_dates_are_dealt_from_their_own_pool_without_repeats() -> None:
    keys, dates = np.array([3, 3, 3, 8, 8]), np.array([1, 2, 3, 7, 9], np.int16)
    dealt = _dealt(np.random.default_rng(0), keys, dates, np.array([8, 3, 8]), 50)
    assert dealt.shape == (3, 50)
    assert set(dealt[1]) == {1, 2, 3}
    assert (np.sort(dealt[[0, 2]], axis=0) == [[7], [9]]).all()
