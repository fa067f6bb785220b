from __future__ import annotations

from pathlib import Path

from tests.case_rows import derived
from tests.trust.watch.looking import case, day, look


def test_a_stretch_begins_where_a_review_was_seen(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, "r0", "r2")
    look(held, 30, "r0", "r4")
    stretches = {
        (row["review_id"], row["opened"], row["to_at"]): (row["gone"], row["returned"])
        for row in derived(held, "takedowns")
        if row["product_id"] == "p0"
    }
    assert stretches == {
        ("r0", 0, day(20)): (False, False),
        ("r0", 1, day(30)): (False, False),
        ("r2", 0, day(20)): (False, False),
        ("r2", 1, day(30)): (True, False),
        ("r4", 0, day(20)): (True, True),
    }


def test_nobody_looked_for_what_no_capture_covers(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, "r0")
    assert {row["product_id"] for row in derived(held, "takedowns")} == {"p0"}
