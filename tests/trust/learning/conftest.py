from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.practice.scoring.learning import snapshots
from kit.practice.shifting import make_shifting_case


@pytest.fixture
def case(tmp_path: Path) -> kit.Case:
    return kit.practice.make_case(3, 400, {}, {}, text=False, folder=tmp_path / "case")


@pytest.fixture(scope="session")
def market(tmp_path_factory: pytest.TempPathFactory) -> kit.practice.PracticeCase:
    folder = tmp_path_factory.mktemp("shifting") / "case"
    return make_shifting_case(5, 24_000, text=False, folder=folder)


@pytest.fixture(scope="session")
def shown(market: kit.practice.PracticeCase) -> pl.DataFrame:
    return snapshots(market, market.truth, range(6, 11))
