from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kit.trust.watch.lifetimes import lifetimes
from kit.trust.watch.matching import matched, rate_ratio
from tests.trust.watch.test_survival import FLAGGED, looked


def test_like_is_set_beside_like(tmp_path: Path) -> None:
    held = looked(tmp_path, {20: set()})
    beside, left_out = matched(lifetimes(held), FLAGGED, 2)
    sizes = beside.group_by("group").len().sort("group")["len"].to_list()
    assert sizes == [8, 16]
    assert left_out == 0
    lonely = pl.when(pl.col("review_id") == "r0-1").then(1.0).otherwise(5.0)
    odd = lifetimes(held).with_columns(stars=lonely)
    assert matched(odd, pl.Series(["r0-1"]), 1)[1] == 1


def test_the_ratio_is_of_takedowns_a_day() -> None:
    rows = [
        {"product_id": f"p{n % 5}", "group": group, "gone": n < gone, "days": 10.0}
        for group, gone in (("flagged", 40), ("matched", 10))
        for n in range(100)
    ]
    ratio, low, high = rate_ratio(pl.DataFrame(rows))
    assert ratio == pytest.approx(40.5 / 10.5)
    assert low <= ratio <= high
