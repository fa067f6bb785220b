from __future__ import annotations

import numpy as np
import pytest

from kit.rings.chance import expected_in, expected_of, of_brand, of_product, shared_by_chance
from kit.rings.conduct import Conduct
from tests.rings.market import market
from tests.rings.test_market import ROWS


def test_chance_shares_by_hand() -> None:
    """Windows of days 10 to 30 on product 0 (accounts 0, 1) and 15 to 35 on product 1 (0, 1).

    Each of the two has one other verdict; two of the seven lie in the other window: 4 / 7. In this
    quarter both others lie among its five: 4 / 5, and so they do in these weeks.
    """
    found = market(ROWS)
    assert shared_by_chance(found, np.array([0]), np.array([3])) == pytest.approx([4 / 5])


def test_who_gave_a_verdict_at_another_time_says_how_often_it_is_liked() -> None:
    """Eight accounts like product 0 in one week; four of them like product 1, a year later.

    In between two strangers do. Of the verdicts on product 1 that lie elsewhere, which are four,
    all are by accounts of the window: each of the two in its window might be, too.
    """
    rows = [[a, 0, 100 + a % 3] for a in range(8)]
    rows += [[a, 1, 500 + 3 * a] for a in range(4)]
    rows += [[8, 1, 200], [9, 1, 201], [8, 2, 900], [9, 2, 900]]
    rows += [[a, 3 + a, 800] for a in range(40)]
    found = market(rows)
    begin = np.flatnonzero((found.place == 3) & (found.day == 200))
    assert shared_by_chance(found, np.array([0]), begin) == pytest.approx([2.0])


NEVER = np.array([5000]), np.array([5000])
"""Days on which nobody gave anything."""


def test_hits_by_hand() -> None:
    """Account 2 gave three of seven verdicts, one of the five of the window's quarter and weeks.

    Both windows hold two verdicts; the second does not count for account 2. Accounts 0 and 2 gave
    five of seven verdicts, three of the five.
    """
    ours, begin = market(ROWS), np.array([0, 0])
    counted = np.array([[2.0, 0.0], [2.0, 2.0]])
    aside = np.ones((2, 2), np.int64), np.array([2, 2])
    assert expected_of(
        ours, Conduct.of(ours, np.array([2, 2])), begin, counted, aside, NEVER
    ) == pytest.approx([6 / 7, 12 / 7])
    both = np.array([2, 2]), np.array([2, 2])
    there = expected_in(ours, np.array([0, 2]), begin, np.array([2, 1]), both, both)
    assert there == pytest.approx([10 / 7, 5 / 7])


def test_what_an_account_gives_on_the_very_days_explains_its_hits() -> None:
    """In a week's sale 60 accounts gave 4 verdicts each, of which one product has 6."""
    sale = [[a, (7 * a + o) % 40, 300 + a % 7] for a in range(60) for o in range(4)]
    ours = market([*sale, *_elsewhere(range(280, 284))], brand_of=100)
    begin = np.flatnonzero(ours.place == 2 * 3 + 1)[:1]
    size, aside = np.full((1, 1), 6.0), (np.zeros((1, 1)), np.zeros(1))
    of_days = expected_of(
        ours,
        Conduct.of(ours, np.array([0])),
        begin,
        size,
        aside,
        (np.array([300]), np.array([306])),
    )
    assert of_days == pytest.approx([4 * 6 / 240])
    assert of_days > expected_of(ours, Conduct.of(ours, np.array([0])), begin, size, aside, NEVER)


def _elsewhere(days: range) -> list[list[int]]:
    """Strangers who keep a category, a quarter and its weeks from saying much."""
    return [[1000 + a, 50 + a % 40, day] for day in days for a in range(2000)]


def _fan_and_crowd() -> list[list[int]]:
    """Account 0 likes products 0 to 5, three of them at another time than 20 others do."""
    crowd = [[1 + a, product, 100 + a] for product in range(6) for a in range(20)]
    fan = [[0, product, 100 if product < 3 else 600] for product in range(6)]
    later = [[3000 + a, product, 1500] for product in range(6) for a in range(30)]
    return (
        crowd + fan + later + [[a, 10 + a, 2000] for a in range(21)] + _elsewhere(range(100, 102))
    )


def test_what_an_account_gives_a_brand_elsewhere_explains_its_hits() -> None:
    """Of a brand's 306 verdicts 63 lie in the windows; of the other 243, three are the fan's."""
    strange = market(_fan_and_crowd())
    ours = market(_fan_and_crowd(), brand_of=6)
    begin = np.array([np.flatnonzero(ours.place == 2 * product + 1)[0] for product in range(3)])
    size = np.full((1, 3), 20.0)
    inside, taken = np.ones((1, 3), np.int64), np.full(3, 21)
    plain = expected_of(
        strange, Conduct.of(strange, np.array([0])), begin, size, (inside, taken), NEVER
    )
    aside = of_brand(ours, begin, inside, taken)
    liked = expected_of(ours, Conduct.of(ours, np.array([0])), begin, size, aside, NEVER)
    assert liked == pytest.approx([60 * 3 / 243])
    assert liked > plain


def test_liking_needs_both_the_product_at_other_times_and_the_brand() -> None:
    """Members that trickle in on one product like it, but not its brand; the smaller counts."""
    rows = [[a, 0, 100 + 40 * a] for a in range(10)] + [[20 + a, 0, 1500 + a] for a in range(10)]
    rows += [[20 + a, 1 + a % 5, 300 * (a % 4)] for a in range(100)]
    rows += [[a, 6 + a, 0] for a in range(10)] + _elsewhere(range(100, 102))
    begin, size = np.array([0]), np.array([1])
    members = np.arange(10)
    aside = np.array([1]), np.array([1])
    alone = market(rows)
    brand = market(rows, brand_of=6)
    by_product = expected_in(alone, members, begin, size, aside, aside)
    by_both = expected_in(brand, members, begin, size, aside, aside)
    assert by_product == pytest.approx([9 / 19])
    assert by_both < by_product


def test_counts_are_summed_over_windows_of_one_product_or_brand() -> None:
    ours = market([[a, product, 100] for a in range(3) for product in range(4)], brand_of=2)
    begin = np.array([0, 1, 3, 9])
    count = np.array([1, 2, 3, 4])
    assert of_product(ours, begin, count, count)[0].tolist() == [3, 3, 3, 4]
    assert of_brand(ours, begin, count, count)[1].tolist() == [6, 6, 6, 4]
