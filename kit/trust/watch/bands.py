"""Kinds of reviews that are gone at different rates, whoever wrote them."""

from __future__ import annotations

import polars as pl

AGES = (7, 30, 90, 365)
"""Days since posting at which a band of age ends, as in the detector `take_back`."""

KIND = ("age", "extreme", "verified")


def banded(reviews: pl.DataFrame, at: str) -> pl.DataFrame:
    """Add `age` (band of days from `posted_at` to the column `at`) and `extreme` (1, 3 or 5).

    An unknown date is a band of its own; unknown stars are NULL.
    """
    days = (pl.col(at) - pl.col("posted_at")).dt.total_days()
    age = pl.sum_horizontal([(days >= end).cast(pl.Int8) for end in AGES])
    stars = pl.col("stars")
    return reviews.with_columns(
        age=pl.when(pl.col("posted_at").is_null()).then(-1).otherwise(age).cast(pl.Int8),
        extreme=pl.when(stars >= 4.5)
        .then(5)
        .when(stars <= 1.5)
        .then(1)
        .when(stars.is_not_null())
        .then(3)
        .cast(pl.Int8),
    )
