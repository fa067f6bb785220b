from __future__ import annotations

from pathlib import Path

from tests.case_rows import derived
from tests.trust.watch.looking import ROWS, case, day, look


def test_a_look_shows_or_covers(tmp_path: Path) -> None:
    """The evidence is the first look; what a capture neither shows nor covers is no look."""
    held = case(tmp_path, ROWS[:4])
    look(held, 20, "r0", "r4", stars=2)
    look(held, 30, "r1", covers=None)
    rows = derived(held, "looks")
    told = {(row["review_id"], row["looked_at"]): row for row in rows}
    assert {key: row["there"] for key, row in told.items()} == {
        ("r0", day(3)): True,
        ("r1", day(3)): True,
        ("r2", day(3)): True,
        ("r3", day(3)): True,
        ("r0", day(20)): True,
        ("r2", day(20)): False,
        ("r4", day(20)): True,
        ("r1", day(30)): True,
    }
    changed = told["r0", day(20)]
    assert (changed["stars"], changed["shown_stars"]) == (5.0, 2.0)
    assert changed["content"] == told["r0", day(3)]["content"]
    assert [told["r1", day(n)]["opened"] for n in (3, 30)] == [0, 2]


def test_evidence_that_is_newer_than_a_capture_was_there_when_posted(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 2.5, "r0", "r1", "r2")
    at = {row["review_id"]: row["looked_at"] for row in derived(held, "looks") if row["there"]}
    assert (at["r5"], at["r3"]) == (day(5), day(3))


def test_another_capture_is_another_table(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, "r0")
    before = derived(held, "looks")
    look(held, 30, "r0")
    assert len(derived(held, "looks")) > len(before)
