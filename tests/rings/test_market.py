from __future__ import annotations

import numpy as np

from kit.rings.market import within
from tests.rings.market import market

# Three accounts, two products; the third account is elsewhere too.
ROWS = [[0, 0, 10], [1, 0, 12], [2, 0, 40], [0, 1, 15], [1, 1, 16], [2, 2, 300], [2, 3, 301]]


def test_a_window_lasts_its_days_and_ends_before_the_next_place() -> None:
    found = market(ROWS)
    assert (found.end - np.arange(len(found))).tolist() == [2, 1, 1, 2, 1, 1, 1]
    begin, end = found.rows_between(np.array([1, 3]), np.array([10, 16]), np.array([40, 30]))
    assert begin.tolist() == [0, 4]
    assert end.tolist() == [3, 5]


def test_what_is_crowded_or_new_or_by_a_busy_account_is_not_quiet() -> None:
    assert market(ROWS).quiet.all()
    assert market(ROWS, max_crowd=1).quiet.tolist() == [False, True, True, False, True, True, True]
    assert not market(ROWS, launch_days=101).quiet.any()
    assert market(ROWS, max_verdicts=2).quiet.tolist() == [
        True, True, False, True, True, False, False,
    ]  # fmt: skip


def test_rows_of_ranges() -> None:
    which, row = within(np.array([3, 9, 5]), np.array([5, 9, 8]))
    assert which.tolist() == [0, 0, 2, 2, 2]
    assert row.tolist() == [3, 4, 5, 6, 7]
