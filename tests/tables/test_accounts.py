from __future__ import annotations

from pathlib import Path

from tests.case_rows import case_of, derived, review


def test_volume_span_and_silence(tmp_path: Path) -> None:
    rows = [
        *(review("busy", f"p{day}", day) for day in (0, 10, 20.5)),
        review("twice", "p0", 3),
        review("twice", "p1", None),
        review("undated", "p0", None),
        review(None, "p0", 30),
    ]
    busy, twice, undated = derived(case_of(rows, tmp_path), "accounts")
    keys = ("account_id", "n_reviews", "span_days", "age_days", "thin")
    assert [busy[key] for key in keys] == ["busy", 3, 20.5, 9.5, False]
    assert [twice[key] for key in keys] == ["twice", 2, 0.0, 27.0, True]
    assert [undated[key] for key in keys] == ["undated", 1, 0.0, 0.0, True]
