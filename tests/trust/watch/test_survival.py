from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from scipy import stats

import kit
from kit.errors import CaseError, ParameterError
from kit.trust.watch import add_capture
from kit.trust.watch.lifetimes import flagged_reviews
from kit.trust.watch.survival import CURVES, survival
from tests.case_rows import case_of, review
from tests.trust.watch.looking import day
from tests.trust.watch.market import RANDOM, paid, watched

ROWS = [
    {**review(f"a{p}-{n}", f"p{p}", n % 7, 5), "review_id": f"r{p}-{n}"}
    for p in range(4)
    for n in range(20)
]
FLAGGED = pl.Series([row["review_id"] for row in ROWS if row["review_id"].endswith("1")])


def looked(folder: Path, gone: dict[int, set[str]]) -> kit.Case:
    """Return a case of `ROWS` with a capture for each day; ids are gone from their day on."""
    held = case_of(ROWS, folder)
    away: set[str] = set()
    for number, ids in gone.items():
        away |= ids
        there = held.sql("select * from reviews").filter(~pl.col("review_id").is_in(list(away)))
        add_capture(held, there, captured_at=day(number), covers="all")
    return held


def test_curves_are_kaplan_and_meiers(tmp_path: Path) -> None:
    """Eight flagged of which two went at each look; of 24 matched, one in all."""
    held = looked(tmp_path, {20: {"r0-1", "r1-1"}, 30: {"r2-1", "r3-1"}, 40: {"r0-2"}})
    found = survival(held, FLAGGED, controls=2)
    flagged = found.curves.filter(pl.col("group") == "flagged")
    assert dict(found.curves.schema) == CURVES
    assert flagged["at_risk"].to_list() == [8, 8, 6, 4]
    assert flagged["gone"].to_list() == [0, 2, 2, 0]
    assert flagged["survival"].to_list() == pytest.approx([1, 0.75, 0.5, 0.5])
    assert flagged["days"].to_list() == [0, 14, 24, 34]
    assert found.unmatched == 0
    x, y = (
        stats.CensoredData(
            uncensored=group.filter("gone")["days"].to_numpy(),
            right=group.filter(~pl.col("gone"))["days"].to_numpy(),
        )
        for group in found.reviews.partition_by("group", maintain_order=True)
    )
    assert found.p_value == pytest.approx(stats.logrank(x, y).pvalue)
    assert found.taken_down == pytest.approx(0.5, abs=0.05)
    assert "4 of 8 flagged" in str(found)


def test_the_flagged_go_sooner_where_campaigns_are_taken_down(tmp_path: Path) -> None:
    case, market, _ = watched(tmp_path, 21, 8_000, {"burst_campaign": 3, "drip_feed": 2})
    found = survival(case, paid(market)["review_id"])
    assert found.p_value < 1e-6
    assert found.ratio_low > 3
    assert found.taken_down_low > 0.2


def test_they_do_not_where_reviews_go_at_random(tmp_path: Path) -> None:
    case, market, _ = watched(tmp_path, 22, 8_000, {"burst_campaign": 3, "drip_feed": 2}, RANDOM)
    found = survival(case, paid(market)["review_id"])
    assert found.p_value > 0.01
    assert found.ratio_low < 1 < found.ratio_high
    assert found.taken_down_low < 0 < found.taken_down_high


def test_what_takedowns_say_does_not_flag(tmp_path: Path) -> None:
    held = looked(tmp_path, {20: {row["review_id"] for row in ROWS if row["product_id"] == "p0"}})
    assert flagged_reviews(held).is_empty()
    with pytest.raises(ParameterError, match="No flagged review has like ones"):
        survival(held)


def test_without_looks_there_is_no_curve(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="Nobody looked at these reviews again"):
        survival(case_of(ROWS, tmp_path), FLAGGED)
    with pytest.raises(ParameterError, match="controls = 0"):
        survival(case_of(ROWS, tmp_path / "other"), FLAGGED, controls=0)
