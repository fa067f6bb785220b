"""However a market is split into days, its screening is the one of the whole."""

from __future__ import annotations

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
