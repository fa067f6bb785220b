"""A small case from the first months of the sample, in which rings met."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

import kit
from kit.case import Case

SAMPLE = Path(__file__).parents[2] / "sample_data" / "reviews.parquet"
BEFORE = "2021-12-01"
FEW = ("Books", "Electronics", "Kitchen")
"""Categories in which six accounts are listed, for tests that ask only that there are some."""


def small_file(place: Path, categories: Sequence[str] = ()) -> Path:
    """Write the sample's reviews of its first months to a file, or those of some categories."""
    path = place / "reviews.parquet"
    rows = pl.read_parquet(SAMPLE).filter(pl.col("posted_at") < pl.lit(BEFORE).str.to_datetime())
    if categories:
        rows = rows.filter(pl.col("category").is_in(categories))
    rows.write_parquet(path)
    return path


def small_case(place: Path, categories: Sequence[str] = ()) -> Case:
    """Return a case of that file."""
    return kit.open_case(small_file(place, categories), folder=place / "case")
