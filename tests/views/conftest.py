"""A market of few rows, and a bigger one in which a product has a burst."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import kit
from kit.case import Case

MONDAY = datetime(2022, 1, 3)

COLUMNS: dict[str, Any] = {
    "review_id": pl.String,
    "account_id": pl.String,
    "product_id": pl.String,
    "stars": pl.Float32,
    "posted_at": pl.Datetime("us"),
    "verified": pl.Boolean,
    "category": pl.String,
    "text": pl.String,
}


def at(week: int, day: int = 0, hour: int = 12) -> datetime:
    return MONDAY + timedelta(weeks=week, days=day, hours=hour)


ROWS: list[tuple[Any, ...]] = [
    ("R01", "A1", "B1", 5.0, at(0), True, "Books", "good"),
    ("R02", "A2", "B1", 4.5, at(0, 6, 23), False, "Books", "fine"),
    ("R03", "A3", "B1", 1.0, at(2), None, "Books", None),
    ("R04", "A1", "B2", 5.0, at(0, 1), True, "Books", "good"),
    ("R05", "A2", "B2", 3.5, at(0, 2), True, "Books", "so"),
    ("R06", "A3", "B2", 2.0, at(9), True, "Books", "bad"),
    ("R07", "A1", "B3", 5.0, at(2), True, "Toys", "toy"),
    ("R08", "A2", "B3", 5.0, at(2, 1), True, "Toys", "toy"),
    ("R09", None, "B3", 1.0, at(2, 2), None, "Toys", "toy"),
    ("R10", "A4", "B4", None, None, None, None, None),
    ("R11", "A4", None, 3.0, at(3), None, None, "where?"),
]


def opened(rows: list[tuple[Any, ...]], folder: Path) -> Case:
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return kit.open_case(frame, folder=folder)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return opened(ROWS, tmp_path_factory.mktemp("views") / "small")


@pytest.fixture(scope="session")
def bursty(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Twenty products with two reviews a week for thirty weeks, thirty more of B00 in week 15."""
    rows: list[tuple[Any, ...]] = []
    for week in range(30):
        for product in range(20):
            count = 32 if (week, product) == (15, 0) else 2
            for i in range(count):
                key = f"{week}-{product}-{i}"
                rows.append(
                    (f"R{key}", f"A{key}", f"B{product:02}", 5.0, at(week, i % 7), None, None, None)
                )
    return opened(rows, tmp_path_factory.mktemp("views") / "bursty")
