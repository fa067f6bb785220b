from __future__ import annotations

from pathlib import Path

from tests.case_rows import case_of, derived, review


def test_life_and_what_established_accounts_give(tmp_path: Path) -> None:
    rows = [
        *(review("known", f"p{n}", n, 2, "B", "C") for n in range(3)),
        review("new", "p0", 10, 5, "B", "C"),
        review(None, "p0", 5, None, "B", "C"),
        review("new", None, 11, 5),
    ]
    first = derived(case_of(rows, tmp_path), "products")[0]
    assert {key: first[key] for key in first if key not in ("first_at", "last_at")} == {
        "product_id": "p0",
        "brand": "B",
        "category": "C",
        "n_reviews": 3,
        "n_dated": 3,
        "life_days": 10.0,
        "n_stars": 2,
        "sum_stars": 7.0,
        "n_established": 1,
        "sum_established": 2.0,
    }
