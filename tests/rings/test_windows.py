from __future__ import annotations

import numpy as np

from kit.rings.windows import Days, Windows
from tests.rings.market import market


def test_windows_that_overlap_are_joined() -> None:
    joined = Windows.joined(
        np.array([2, 1, 1, 1]), np.array([5, 9, 1, 30]), np.array([6, 12, 10, 31])
    )
    assert joined.place.tolist() == [1, 1, 2]
    assert joined.first.tolist() == [1, 30, 5]
    assert joined.last.tolist() == [12, 31, 6]


def test_no_windows_are_joined_into_none() -> None:
    none = np.zeros(0, np.int64)
    assert len(Windows.joined(none, none, none)) == 0


def test_a_day_stretches_a_window_where_the_others_do_not_explain_it() -> None:
    """Four days apart at most two by two: day 40 lies 26 from the last of the others."""
    ours = market([[0, 0, 10], [1, 0, 12], [2, 0, 14], [3, 0, 40], [4, 1, 9], [5, 1, 9]])
    windows = Windows(np.array([1, 3]), np.array([10, 9]), np.array([40, 9]))
    days = Days.of(ours, windows, np.arange(6))
    assert days.gap.tolist() == [20, 0]
    at = np.array([0, 0, 0, 1])
    assert days.stretched(at, np.array([10, 14, 40, 9])).tolist() == [False, False, True, False]


def test_the_only_day_of_a_window_stretches_it() -> None:
    ours = market([[0, 0, 10], [1, 0, 12]])
    days = Days.of(ours, Windows(*(np.array([n]) for n in (1, 10, 12))), np.array([1]))
    assert days.stretched(np.array([0]), np.array([12])).tolist() == [True]
