"""Cases from literal rows: what a test of a detector, a table or a rank reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

import kit
from kit.engines.derived import provide
from kit.schema import EVIDENCE

START = datetime(2020, 1, 1)
STARS = (5, 4, 5, 3, 1, 5, 2, 5)
COLUMNS = {
    "review_id": pl.String,
    "account_id": pl.String,
    "product_id": pl.String,
    "stars": pl.Float32,
    "posted_at": pl.Datetime("us"),
    "brand": pl.String,
    "category": pl.String,
    "text": pl.String,
    "verified": pl.Boolean,
}

Row = dict[str, Any]


def review(
    account: str | None,
    product: str | None,
    day: float | None,
    stars: float | None = 5,
    brand: str | None = None,
    category: str | None = None,
) -> Row:
    """Return one review, `day` days after the start of 2020."""
    return {
        "account_id": account,
        "product_id": product,
        "stars": stars,
        "posted_at": None if day is None else START + timedelta(days=day),
        "brand": brand,
        "category": category,
    }


def steady(products: int, weeks: int, accounts: int = 40) -> list[Row]:
    """Return an ordinary market: each product is reviewed once a week, by accounts in turn."""
    return [
        review(f"a{(week * products + p) % accounts}", f"p{p}", 7 * week + p % 7, STARS[week % 8])
        for week in range(weeks)
        for p in range(products)
    ]


def case_of(rows: Iterable[Row], folder: Path, shuffle: int | None = None) -> kit.Case:
    """Open a case of these rows, numbered in order; `shuffle` is the seed of another order."""
    named = [{"review_id": f"r{n:05}", **row} for n, row in enumerate(rows)]
    frame = pl.DataFrame(named, schema=COLUMNS)
    if shuffle is not None:
        frame = frame.sample(fraction=1, shuffle=True, seed=shuffle)
    return kit.open_case(frame, folder=folder / f"case{'' if shuffle is None else shuffle}")


def empty_case(folder: Path) -> kit.Case:
    """Return a case whose tables have no rows; an import refuses to make one."""
    place = folder / "empty"
    place.mkdir()
    with duckdb.connect(place / "evidence.duckdb") as connection:
        for table in EVIDENCE.values():
            connection.execute(table.ddl())
    return kit.Case(place)


def found(rows: Iterable[Row], folder: Path, detector: str, **params: float) -> pl.DataFrame:
    """Return what one detector finds in a case of these rows."""
    case = case_of(rows, folder)
    return kit.screen(case, [kit.DETECTORS[detector]], {detector: params}, save=False)


def proved(findings: pl.DataFrame, fdr: float = 0.05) -> pl.DataFrame:
    """Return the findings that survive false-discovery control."""
    return findings.filter(pl.col("q_value") <= fdr)


def derived(case: kit.Case, name: str, params: Mapping[str, int] | None = None) -> list[Row]:
    """Return the rows of a derived table, sorted."""
    provide(case.connection, case.derived, case.evidence_hash, [name], params or {})
    return case.sql(f"select * from {name} order by all").to_dicts()
