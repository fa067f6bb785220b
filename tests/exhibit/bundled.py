"""A small case from the first months of the sample, in which rings met."""

from __future__ import annotations

from pathlib import Path

import polars as pl

import kit
from kit.case import Case

SAMPLE = Path(__file__).parents[2] / "sample_data" / "reviews.parquet"
BEFORE = "2021-12-01"


def small_file(place: Path) -> Path:
    """Write the sample's reviews of its first months to a file."""
    path = place / "reviews.parquet"
    rows = pl.read_parquet(SAMPLE).filter(pl.col("posted_at") < pl.lit(BEFORE).str.to_datetime())
    rows.write_parquet(path)
    return path


def small_case(place: Path) -> Case:
    """Return a case of that file."""
    return kit.open_case(small_file(place), folder=place / "case")
