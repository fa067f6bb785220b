from __future__ import annotations

import numpy as np
import pytest

from tests.blocks.market import market

CLUB = [[a, product, 250 + a] for a in range(4) for product in range(4)]


def test_a_cell_is_a_place_within_one_stretch() -> None:
    ours = market([[0, 1, 10], [1, 1, 119], [2, 1, 120], [3, 2, 130]])
    assert ours.cell.tolist() == [0, 0, 1, 2]
    assert ours.stretch.tolist() == [0, 0, 1, 1]
    assert ours.date.tolist() == [10, 119, 0, 10]


def test_who_shares_too_little_is_outside_the_core_in_turn() -> None:
    """Account 4 has three verdicts, but its third is alone on a product."""
    ours = market([*CLUB, [4, 0, 255], [4, 1, 255], [4, 9, 255]])
    assert set(ours.account[ours.core]) == {0, 1, 2, 3}
    assert ours.core.sum() == 16


@pytest.mark.parametrize(("name", "value"), [("max_crowd", 3), ("max_verdicts", 3)])
def test_crowds_and_heavy_writers_stay_outside(name: str, value: int) -> None:
    assert market(CLUB).core.all()
    assert not np.any(market(CLUB, **{name: value}).core)
