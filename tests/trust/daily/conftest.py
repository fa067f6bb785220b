"""A small practice market cut into its days: a case that holds all but the last, and their files.

Each test gets a copy of the case. Days are run once for the session where a test only reads.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest

import kit
from kit.practice.guilty.broker_pool import BrokerPool
from kit.practice.guilty.burst_campaign import BurstCampaign
from kit.practice.market import generate
from kit.practice.plan import Archetype
from kit.trust.daily import daily

SEED, REVIEWS, DAYS = 8, 6_000, 4
GUILTY: Mapping[str, Sequence[Archetype]] = {
    "broker_pool": [BrokerPool()],
    "burst_campaign": [BurstCampaign(reviews=60)],
}
"""Enough that accounts and products are listed."""


def cut(folder: Path) -> list[Path]:
    """Write a market as a file of what was before and one for each of its last days."""
    day = pl.col("posted_at").dt.date()
    reviews = generate(SEED, REVIEWS, GUILTY, text=False).reviews
    last = reviews["posted_at"].dt.date().unique().sort()[-DAYS:]
    before = folder / "before.parquet"
    reviews.filter(day < last[0]).write_parquet(before)
    files = [folder / f"{one}.parquet" for one in last]
    for one, path in zip(last, files, strict=True):
        reviews.filter(day == one).write_parquet(path)
    return [before, *files]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the days' files."""
    return cut(tmp_path_factory.mktemp("days"))[1:]


@pytest.fixture(scope="session")
def begun(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case before the first of the days, screened."""
    folder = tmp_path_factory.mktemp("begun") / "case"
    case = kit.open_case(files[0].parent / "before.parquet", folder=folder)
    kit.screen(case)
    case.close()
    return folder


@pytest.fixture(scope="session")
def watched(begun: Path, files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case with two days run."""
    folder = shutil.copytree(begun, tmp_path_factory.mktemp("watched") / "case")
    daily(folder, files[:2], audit_size=5)
    return folder


@pytest.fixture
def place(begun: Path, tmp_path: Path) -> Path:
    """Return a copy of the case before the first day."""
    return shutil.copytree(begun, tmp_path / "case")


@pytest.fixture
def after_two(watched: Path, tmp_path: Path) -> Path:
    """Return a copy of the case with two days run."""
    return shutil.copytree(watched, tmp_path / "case")
