from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.case_rows import START, case_of, derived, review

ROWS = [
    *(review("known", f"q{n}", n, 3) for n in range(3)),
    {**review("known", "p", 50, 5), "verified": True},
    {**review("new", "p", 50.9, 1), "verified": False},
    {**review(None, "p", 51, 4.75), "verified": True},
    review("other", "p", 50, None),
    review("other", "p", None, 5),
]


def test_counts_by_kind_of_account_and_star(tmp_path: Path) -> None:
    windows = derived(case_of(ROWS, tmp_path), "product_windows", {"window_days": 30})
    counts = {
        "n_reviews": 4, "n_known": 3, "n_thin": 2, "n_stars": 3, "n_five": 2, "n_one": 1,
        "n_stated": 3, "n_verified": 2,
    }  # fmt: skip
    held = [row for row in windows if row["product_id"] == "p"]
    assert [row["shift"] for row in held] == [0, 15]
    assert [{key: row[key] for key in counts} for row in held] == [counts, counts]


@pytest.mark.parametrize("days", [1, 2, 7, 30])
def test_every_dated_review_lies_in_its_windows(tmp_path: Path, days: int) -> None:
    windows = derived(case_of(ROWS, tmp_path), "product_windows", {"window_days": days})
    grids = {row["shift"] for row in windows}
    assert sum(row["n_reviews"] for row in windows) == 7 * len(grids)
    for row in windows:
        assert row["window_end"] - row["window_start"] == timedelta(days=days)
    starts = [row["window_start"] for row in windows if row["product_id"] == "q0"]
    assert all(start <= START.date() < start + timedelta(days=days) for start in starts)
    assert len(starts) == len(set(starts)) == len(grids) == (1 if days == 1 else 2)
