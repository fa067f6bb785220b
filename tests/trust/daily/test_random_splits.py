"""However a market is split into days, its screening is the one of the whole."""

from __future__ import annotations

import datetime as dt
import math
import random
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import kit
from kit.practice.market import generate
from kit.trust.daily import daily, day
from tests.trust.daily.test_run import comparable

REVIEWS = 1_200


@pytest.fixture(scope="module")
def market() -> pl.DataFrame:
    return generate(11, REVIEWS).reviews


@pytest.fixture(scope="module")
def whole(market: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    case = kit.open_case(market, folder=tmp_path_factory.mktemp("whole") / "case")
    return comparable(kit.screen(case, save=False))


def parts(market: pl.DataFrame, seed: int, folder: Path, by_day: bool) -> list[Path]:
    """Write the market as a large first file and some small ones, in order of time or in none."""
    drawn = random.Random(seed)
    order = market if by_day else market.sample(fraction=1.0, shuffle=True, seed=seed)
    cuts = sorted(drawn.sample(range(math.ceil(REVIEWS * 0.8), REVIEWS), 4))
    ends = [*cuts, REVIEWS]
    paths = [folder / f"{number}.parquet" for number in range(len(ends))]
    for path, start, end in zip(paths, [0, *cuts], ends, strict=True):
        order[start:end].write_parquet(path)
    return paths


@pytest.mark.parametrize(("seed", "by_day"), [(1, True), (2, False)])
def test_any_split_gives_the_screening_of_the_whole(
    tmp_path: Path, market: pl.DataFrame, whole: pl.DataFrame, seed: int, by_day: bool
) -> None:
    first, *others = parts(market, seed, tmp_path, by_day)
    kit.open_case(first, folder=tmp_path / "case").close()
    for path in others[:-1]:
        kit.open_case(path, folder=tmp_path / "case").close()
    daily(tmp_path / "case", others[-1], audit_size=3)
    case = kit.open_case(folder=tmp_path / "case")
    kept = pl.read_parquet(case.folder / "screening" / "findings.parquet")
    assert_frame_equal(comparable(kept), whole)
    assert day(case).data["otherwise"] == []


@pytest.mark.slow
def test_thirty_days_in_one_go(tmp_path: Path) -> None:
    reviews = generate(12, 3_000, text=False).reviews
    date = pl.col("posted_at").dt.date()
    last = reviews["posted_at"].dt.date().unique().sort()[-30:]
    reviews.filter(date < last[0]).write_parquet(tmp_path / "before.parquet")
    for one in last:
        reviews.filter(date == one).write_parquet(tmp_path / f"{one}.parquet")
    kit.open_case(tmp_path / "before.parquet", folder=tmp_path / "case").close()
    made = daily(tmp_path / "case", str(tmp_path / "20*.parquet"), audit_size=2)
    assert [one.run for one in made] == list(range(1, 31))
    assert not any(one.data["late"] for one in made)
    # So few reviews leave days without any: just those are missed.
    span = {last[0] + dt.timedelta(days=n) for n in range((last[-1] - last[0]).days)}
    assert {day for one in made for day in one.missing} == span - set(last)
    case = kit.open_case(folder=tmp_path / "case")
    fresh = kit.open_case(reviews, folder=tmp_path / "whole")
    kept = pl.read_parquet(case.folder / "screening" / "findings.parquet")
    assert_frame_equal(comparable(kept), comparable(kit.screen(fresh, save=False)))
