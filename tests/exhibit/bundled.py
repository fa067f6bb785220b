"""A small case: three categories of the sample's first months, in which rings met.

Six accounts are listed, and each part of a sheet has something to say; the sample's other
categories would add to the cost of every bundle, and nothing to what is tested.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

import kit
from kit.case import Case

SAMPLE = Path(__file__).parents[2] / "sample_data" / "reviews.parquet"
BEFORE = "2021-12-01"
CATEGORIES = ("Books", "Electronics", "Kitchen")


def small_file(place: Path) -> Path:
    """Write the sample's reviews of some categories and its first months to a file."""
    path = place / "reviews.parquet"
    early = pl.col("posted_at") < pl.lit(BEFORE).str.to_datetime()
    rows = pl.read_parquet(SAMPLE).filter(early, pl.col("category").is_in(CATEGORIES))
    rows.write_parquet(path)
    return path


def small_case(place: Path) -> Case:
    """Return a case of that file."""
    return kit.open_case(small_file(place), folder=place / "case")
