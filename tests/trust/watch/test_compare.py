from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.errors import CaseError
from kit.trust.watch import STATUSES, Coverage, watch
from tests.trust.watch.looking import ROWS, case, day, look

ALL = [row["review_id"] for row in ROWS]


def status(frame: pl.DataFrame) -> dict[str, str]:
    return dict(frame.select("review_id", "status").sort("review_id").iter_rows())


def test_without_a_capture_nothing_is_known(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="the case has no captures"):
        watch(case(tmp_path))


def test_missing_is_not_taken_down(tmp_path: Path) -> None:
    """r0 is gone from p0, which is covered; p1 is not shown at all, so nobody looked."""
    held = case(tmp_path)
    look(held, 20, "r2", "r4")
    seen = watch(held)
    assert status(seen) == {
        "r0": "missing (covered)",
        "r1": "missing (not covered)",
        "r2": "live",
        "r3": "missing (not covered)",
        "r4": "live",
        "r5": "missing (not covered)",
    }
    gone = seen.row(by_predicate=pl.col("review_id") == "r0", named=True)
    assert (gone["gone_after"], gone["gone_by"], gone["last_seen"]) == (day(5), day(20), day(5))


def test_a_capture_that_says_nothing_proves_nothing_gone(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, "r2", covers=None)
    told = watch(held)["status"].value_counts(sort=True)
    assert told.rows() == [("missing (not covered)", 5), ("live", 1)]


def test_products_named_are_covered_though_nothing_is_left(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, "r0", covers=["p0", "p1"])
    assert status(watch(held))["r1"] == "missing (covered)"


def test_a_span_covers_days_of_posting(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, "r4", covers=Coverage(since=date(2020, 1, 2), until=date(2020, 1, 5)))
    assert status(watch(held)) | {"r4": "live"} == {
        **dict.fromkeys(ALL, "missing (not covered)"),
        "r2": "missing (covered)",
        "r4": "live",
    }


def test_edited_and_returned(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, "r0", "r2", "r1")
    look(held, 30, "r0", "r2", "r4", "r1", text="Other words", helpful_votes=7)
    seen = watch(held)
    assert status(seen) | {} == {
        "r0": "edited",
        "r1": "edited",
        "r2": "edited",
        "r3": "missing (covered)",
        "r4": "returned",
        "r5": "missing (covered)",
    }
    back = seen.row(by_predicate=pl.col("review_id") == "r4", named=True)
    assert (back["gone_after"], back["gone_by"], back["times_gone"]) == (day(5), day(20), 1)
    assert back["helpful_votes"] == 7


def test_a_text_that_is_not_exported_is_no_edit(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, *ALL, text=None)
    assert set(watch(held)["status"]) == {"live"}


def test_a_review_that_only_captures_show_is_followed(tmp_path: Path) -> None:
    held = case(tmp_path, ROWS[:5])
    look(held, 20, *ALL)
    look(held, 30, *ALL[:5], "r3")
    look(held, 40, "r1")
    seen = watch(held).row(by_predicate=pl.col("review_id") == "r5", named=True)
    assert seen["status"] == "missing (covered)"
    assert (seen["first_seen"], seen["gone_by"]) == (day(20), day(30))


@settings(max_examples=8)
@given(st.lists(st.sets(st.sampled_from(ALL), min_size=1), min_size=1, max_size=4))
def test_every_review_has_one_status(
    tmp_path_factory: pytest.TempPathFactory, shown: list[set[str]]
) -> None:
    held = case(tmp_path_factory.mktemp("watch"))
    for number, ids in enumerate(shown):
        look(held, 20 + number, *ids)
    seen = watch(held)
    held.close()
    assert sorted(seen["review_id"]) == ALL
    assert set(seen["status"]) <= set(STATUSES)
    shown_last = set(seen.filter(pl.col("last_seen") == day(19 + len(shown)))["review_id"])
    assert shown_last == shown[-1]
    assert (seen["last_seen"] - seen["first_seen"]).min() >= timedelta(0)
