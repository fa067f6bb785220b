"""A small market that is looked at again: cases and captures from literal rows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

import kit
from kit.trust.watch import add_capture
from tests.case_rows import COLUMNS, START, Row, case_of, review

ROWS = [
    {**review(f"a{n}", f"p{n % 2}", n, 5 - n % 3), "review_id": f"r{n}", "text": f"Text {n}"}
    for n in range(6)
]
"""r0, r2, r4 are about p0; r1, r3, r5 about p1."""


def case(folder: Path, rows: Collection[Row] = ROWS) -> kit.Case:
    """Return a case of the rows, which keep their ids."""
    return case_of(rows, folder)


def day(number: float) -> datetime:
    """Return a moment of so many days after the first review."""
    return START + timedelta(days=number)


def shown(*ids: str, **changes: Any) -> pl.DataFrame:
    """Return a capture's file that shows these reviews, with changes to all of them."""
    rows = [{**row, **changes} for row in ROWS if row["review_id"] in ids]
    return pl.DataFrame(rows, schema={**COLUMNS, "helpful_votes": pl.Int32})


def look(held: kit.Case, number: float, *ids: str, covers: Any = "all", **changes: Any) -> str:
    """Add a capture of that day that shows these reviews."""
    return add_capture(held, shown(*ids, **changes), captured_at=day(number), covers=covers)
