from __future__ import annotations

from pathlib import Path

from tests.case_rows import case_of, derived, review


def test_gaps_fall_into_published_bins(tmp_path: Path) -> None:
    days = (0.1, 0.9, 1.1, 3, 5, 10, 16, 24, 37, 51, 83, 116)
    rows = [review("x", f"p{n}", day) for n, day in enumerate(days)]
    rows += [review("once", "p0", 3), review(None, "p0", 3), review("x", "p0", None)]
    held = derived(case_of(rows, tmp_path), "account_gaps")
    # Days between: 0, 1, 2, 2, 5, 6, 8, 13, 14, 32, 33.
    assert [(row["gap_bin"], row["n_gaps"]) for row in held] == [
        (0, 1), (1, 1), (2, 2), (3, 2), (4, 2), (5, 2), (6, 1),
    ]  # fmt: skip
    assert {row["account_id"] for row in held} == {"x"}
