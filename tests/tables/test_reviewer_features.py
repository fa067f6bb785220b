"""Values worked by hand from the published definitions."""

from __future__ import annotations

from math import log2
from pathlib import Path

import pytest

from tests.case_rows import Row, case_of, derived, review

DAYS = (0, 0, 1, 3, 9, 20, 60)
ROWS = [
    review("a", "P", 0.2, 5),
    review("b", "P", 0.9, 4),
    review("c", "P", 3, 1),
    review("a", "P", 100, 5),
    review("c", "Q", 40, 3),
    review("d", "Q", 40, 3),
    *(review("e", f"E{n}", day, 5) for n, day in enumerate(DAYS)),
    review("f", "F0", 50, 2),
    review("f", "F1", 57, 5),
    review("g", None, None, None),
]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    case = case_of(ROWS, tmp_path_factory.mktemp("features"))
    return {row.pop("account_id"): row for row in derived(case, "reviewer_features")}


def test_who_reviewed_twice(held: dict[str, Row]) -> None:
    # c gave P 1 star, where its Rank is 3 and the mean 3.75, and Q 3 stars, as Q's mean is.
    weight = 3**-1.5
    assert held["c"] == {
        "MNR": 1,
        "PR": 0,
        "NR": 0.5,
        "avgRD": 1.375,
        "WRD": pytest.approx(2.75 * weight / (weight + 1), abs=1e-8),
        "BST": 0,
        "ERD": 1,
        "ETG": 0,
    }


def test_most_reviews_of_a_day_and_entropy_of_gaps(held: dict[str, Row]) -> None:
    # Gaps of 0, 1, 2, 6, 11 and 40 days: five bins of one each, and one too long to count.
    assert held["e"]["MNR"] == 2
    assert held["e"]["ETG"] == pytest.approx(log2(5))
    assert held["e"]["ERD"] == 0


def test_burstiness_is_over_four_weeks(held: dict[str, Row]) -> None:
    assert {name: held[name]["BST"] for name in "abef"} == {"a": 0, "b": 1, "e": 0, "f": 0.75}


def test_shares_of_good_and_of_bad_stars(held: dict[str, Row]) -> None:
    assert (held["f"]["PR"], held["f"]["NR"]) == (0.5, 0.5)
    assert (held["d"]["PR"], held["d"]["NR"]) == (0, 0)


def test_unknown_stays_unknown(held: dict[str, Row]) -> None:
    assert set(held["g"].values()) == {None}


def test_gaps_over_bins(tmp_path: Path) -> None:
    rows = [review("x", "P", day) for day in (0, 0, 1, 3, 7, 12, 20, 33, 60, 93)]
    found = derived(case_of(rows, tmp_path), "reviewer_features")[0]
    # 0 | 1 | 2 4 | 5 | 8 13 | 27 and 33 days: the last is left out.
    shares = [1 / 8, 1 / 8, 2 / 8, 1 / 8, 2 / 8, 1 / 8]
    assert found["ETG"] == pytest.approx(-sum(p * log2(p) for p in shares))
