"""Values worked by hand from the published definitions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.case_rows import Row, case_of, derived, review

ROWS = [
    review("a", "P", 0.2, 5),
    review("b", "P", 0.9, 4),
    review("c", "P", 3, 1),
    review("a", "P", 100, 5),
    review("c", "Q", 40, 3),
    review("c", "Q", None, 3),
    review(None, "Q", 105, None),
    review("d", None, 7, 2),
    review("d", "Q", 106, 3),
]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    case = case_of(ROWS, tmp_path_factory.mktemp("features"))
    return {row["review_id"]: row for row in derived(case, "review_features")}


def column(held: dict[str, Row], name: str) -> list[Any]:
    return [held[f"r{n:05}"][name] for n in range(len(ROWS))]


def test_rank_is_shared_within_a_day(held: dict[str, Row]) -> None:
    assert column(held, "Rank") == [1, 1, 3, 4, 1, None, 2, None, 3]


def test_deviation_is_from_the_mean_of_all(held: dict[str, Row]) -> None:
    # The mean of P is (5 + 4 + 1 + 5) / 4 = 3.75, that of Q is 3; 2.75 / 4 = 0.6875 > 0.63.
    assert column(held, "RD") == [1.25, 0.25, 2.75, 1.25, 0, 0, None, None, 0]
    assert column(held, "DEV") == [0, 0, 1, 0, 0, 0, None, None, 0]


def test_extreme_and_single(held: dict[str, Row]) -> None:
    assert column(held, "EXT") == [1, 0, 1, 1, 0, 0, None, 0, 0]
    assert column(held, "ISR") == [0, 1, 0, 0, 0, 0, None, 0, 0]


def test_early_is_by_the_last_review_of_the_product(held: dict[str, Row]) -> None:
    # 1 - 65 / 210 = 0.6905 and 1 - 66 / 210 = 0.6857; a's last review of P is 100 days late.
    assert column(held, "ETF") == [0, 1, 1, 0, 1, 1, 1, None, 0]


def test_every_review_is_there_once(tmp_path: Path) -> None:
    rows = [
        review("x", "P", 1, 5),
        review("x", "P", 1, 4),
        review("x", "P", 2),
        review(None, "P", 1),
    ]
    held = derived(case_of(rows, tmp_path), "review_features")
    assert [row["review_id"] for row in held] == ["r00000", "r00001", "r00002", "r00003"]
