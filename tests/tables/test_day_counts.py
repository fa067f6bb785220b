from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.case_rows import START, case_of, derived, review


def test_counts_by_kind_of_account_and_star(tmp_path: Path) -> None:
    rows = [
        *(review("known", f"q{n}", n, 3) for n in range(3)),
        {**review("known", "p", 50, 5), "verified": True},
        {**review("new", "p", 50.4, 1), "verified": False},
        {**review(None, "p", 51, 4.75), "verified": True},
        review("other", "p", 50, None),
        review("other", "p", None, 5),
    ]
    days = derived(case_of(rows, tmp_path), "day_counts")
    first, second = sorted(
        (row for row in days if row["product_id"] == "p"), key=lambda row: row["day"]
    )
    assert first == {
        "product_id": "p", "day": START.date() + timedelta(days=50), "n_reviews": 3, "n_known": 3,
        "n_thin": 2, "n_stars": 2, "n_five": 1, "n_one": 1, "n_stated": 2, "n_verified": 1,
    }  # fmt: skip
    assert (second["n_reviews"], second["n_known"], second["n_five"]) == (1, 0, 1)
