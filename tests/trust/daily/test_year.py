"""A year of days in one go: nothing is lost, and its end is the screening of the whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import kit
from kit import journal
from kit.practice.market import generate
from kit.trust.daily import daily, days
from tests.trust.daily.test_run import comparable

DAYS, ROWS, EVERY = 365, 200, 73
FIRST = dt.date(2023, 1, 1)


def year(folder: Path) -> pl.DataFrame:
    """Write a market as what was before and a file for each day of a year; return it whole."""
    market = generate(12, DAYS * ROWS + 2_000, text=False).reviews.sort("posted_at", "review_id")
    before = market.height - DAYS * ROWS
    number = (pl.int_range(pl.len()) - before) // ROWS
    clock = pl.col("posted_at") - pl.col("posted_at").dt.truncate("1d")
    day = pl.lit(FIRST).cast(pl.Datetime("us")) + pl.duration(days=number)
    market = market.with_columns(day=number, posted_at=(day + clock).cast(pl.Datetime("us")))
    market.filter(pl.col("day") < 0).drop("day").write_parquet(folder / "before.parquet")
    for (n,), rows in market.filter(pl.col("day") >= 0).group_by("day"):
        rows.drop("day").write_parquet(folder / f"{FIRST + dt.timedelta(days=int(str(n)))}.parquet")
    return market.drop("day")


@pytest.mark.slow
def test_a_year_of_days_in_one_go(tmp_path: Path) -> None:
    market = year(tmp_path)
    kit.open_case(tmp_path / "before.parquet", folder=tmp_path / "case").close()
    files = str(tmp_path / "2023-*.parquet")
    made = daily(tmp_path / "case", files, audit_size=2, every=EVERY)
    assert [one.day for one in made] == [FIRST + dt.timedelta(days=n) for n in range(DAYS)]
    case = kit.open_case(folder=tmp_path / "case")
    told = days(case)
    assert set(told["reviews"][1:]) == {ROWS}
    assert told["screened"].n_unique() == DAYS // EVERY + 1
    assert told["missing"].sum() == 0
    assert journal.verify(case) == len(journal.read(case))
    whole = kit.open_case(market, folder=tmp_path / "whole")
    kept = pl.read_parquet(case.folder / "screening" / "findings.parquet")
    assert_frame_equal(comparable(kept), comparable(kit.screen(whole, save=False)))
    assert all(one.again for one in daily(tmp_path / "case", files))
