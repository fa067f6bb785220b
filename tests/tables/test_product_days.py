from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.case_rows import Row, case_of, derived, review


def crowds(rows: list[Row], folder: Path) -> dict[tuple[str, int], float]:
    days = derived(case_of(rows, folder), "product_days")
    first = min(row["day"] for row in days)
    return {(row["product_id"], (row["day"] - first).days): row["crowd"] for row in days}


def test_the_crowd_is_the_sum_that_its_docstring_says(tmp_path: Path) -> None:
    days = [0, 1, 1, 5, 40, 400]
    rows = [review(f"a{n}", "p", day) for n, day in enumerate(days)]
    found = crowds(rows, tmp_path)
    for day in set(days):
        near = sum(math.exp(-abs(day - other) / 7) for other in days)
        expected = math.log(near) - math.log(1 + 14 * len(days) / (1 + 400))
        assert found["p", day] == pytest.approx(expected, abs=1e-8)


def test_a_batch_is_more_crowded_than_a_trickle(tmp_path: Path) -> None:
    batch = [review(f"b{n}", "batch", 200 + n % 2) for n in range(20)]
    ends = [review("x", "batch", 0), review("y", "batch", 400)]
    trickle = [review(f"t{n}", "trickle", 20 * n) for n in range(21)]
    found = crowds(batch + ends + trickle, tmp_path)
    assert found["batch", 200] > found["trickle", 200] + 2


def test_a_life_of_twenty_years_does_not_overflow(tmp_path: Path) -> None:
    found = crowds([review("a", "p", 0), review("b", "p", 7300)], tmp_path)
    assert all(math.isfinite(crowd) for crowd in found.values())
