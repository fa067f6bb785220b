from __future__ import annotations

from pathlib import Path

import pytest

from tests.case_rows import case_of, derived, review


def test_the_mean_leaves_the_review_itself_out(tmp_path: Path) -> None:
    rows = [
        *(review(name, f"p{n}", n, 4) for name in ("x", "y") for n in range(3)),
        *(review("harsh", f"p{n}", n, 1) for n in range(3)),
        review("new", "p0", 9, 5),
        review("new", "p1", 9, None),
    ]
    held = {
        row["account_id"]: row for row in derived(case_of(rows, tmp_path), "account_deviations")
    }
    market = (6 * 4 + 3 * 1 + 5) / 10
    assert held["harsh"]["mean_deviation"] == pytest.approx((8 + 2 * market) / 4 - 1)
    assert held["x"]["mean_deviation"] == pytest.approx(4 - (4 + 1 + 2 * market) / 4)
    assert held["new"]["mean_deviation"] == pytest.approx(5 - (4 + 4 + 1 + 2 * market) / 5)
    assert (held["new"]["n_stars"], held["new"]["share_five"], held["new"]["share_one"]) == (
        1,
        1,
        0,
    )
    assert (held["harsh"]["share_five"], held["harsh"]["share_one"]) == (0, 1)
