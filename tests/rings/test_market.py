from __future__ import annotations

import numpy as np
import pytest

from kit.rings.market import Tally, within
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


def test_verdicts_are_tallied_by_account_and_class() -> None:
    tally = Tally.of(np.array([0, 0, 1]), np.array([7, 7, 5]), np.array([0, 1, 1]))
    assert tally.of_row.tolist() == [[2, 2, 0], [3, 4, 4]]
    assert tally.given(np.array([0, 0, 1, 1]), np.array([2, 0, 0, 4])).tolist() == [2, 0, 1, 1]
    assert tally.total.tolist() == [1, 1, 2, 1, 2]


def test_chance_shares_by_hand() -> None:
    """Windows of days 10 to 30 on product 0 (accounts 0, 1) and 15 to 35 on product 1 (0, 1).

    Each of the two has one other verdict; two of the seven lie in the other window: 4 / 7. In this
    quarter both others lie among its five: 4 / 5, and so they do in these weeks.
    """
    found = market(ROWS)
    assert found.shared_by_chance(np.array([0]), np.array([3])) == pytest.approx([4 / 5])


def test_hits_by_hand() -> None:
    """Account 2 gave three of seven verdicts, one of the five of the window's quarter and weeks.

    Both windows hold two verdicts; the second does not count for account 2. Accounts 0 and 2 gave
    five of seven verdicts, three of the five.
    """
    ours, begin = market(ROWS), np.array([0, 0])
    counted = np.array([[2.0, 0.0], [2.0, 2.0]])
    assert ours.expected_of(np.array([2, 2]), begin, counted) == pytest.approx([6 / 7, 12 / 7])
    there = ours.expected_in(np.array([0, 2]), begin, np.array([2.0, 1.0]))
    assert there == pytest.approx([10 / 7, 5 / 7])


def test_rows_of_ranges() -> None:
    which, row = within(np.array([3, 9, 5]), np.array([5, 9, 8]))
    assert which.tolist() == [0, 0, 2, 2, 2]
    assert row.tolist() == [3, 4, 5, 6, 7]
