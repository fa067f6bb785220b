"""Like reviews beside flagged ones, and how much more often the flagged go."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from kit.trust.watch.bands import KIND, banded

FLAGGED, MATCHED = GROUPS = ("flagged", "matched")

DRAWS = 1_000
SEED = 0


def matched(
    watched: pl.DataFrame, flagged: pl.Series, controls: int = 3
) -> tuple[pl.DataFrame, int]:
    """Set like reviews beside flagged ones, as many beside each.

    Parameters
    ----------
    watched : polars.DataFrame
        As from `lifetimes`.
    flagged : polars.Series
        Ids.
    controls : int

    Returns
    -------
    polars.DataFrame, int
        The reviews compared, with `group`; and the flagged ones that are left out, where too few
        are like them.
    """
    likeness = ["opened", *KIND, "popularity"]
    told = banded(watched, "first_seen").with_columns(
        popularity=pl.len().over("product_id").log(2).floor().cast(pl.Int8),
        flagged=pl.col("review_id").is_in(flagged.implode()),
    )
    n_flagged = pl.col("flagged").sum().over(likeness)
    n_other = (~pl.col("flagged")).sum().over(likeness)
    place = pl.col("draw").rank("ordinal").over([*likeness, "flagged"])
    kept = (
        told.with_columns(take=pl.min_horizontal(n_flagged, n_other // controls), place=place)
        .filter(pl.col("place") <= pl.col("take") * pl.when("flagged").then(1).otherwise(controls))
        .with_columns(group=pl.when("flagged").then(pl.lit(FLAGGED)).otherwise(pl.lit(MATCHED)))
    )
    left_out = told.filter("flagged").height - kept.filter("flagged").height
    return kept.select(*watched.columns, "group").sort("group", "review_id"), left_out


def rate_ratio(beside: pl.DataFrame) -> tuple[float, float, float]:
    """Return the ratio of takedowns a day, and its 95 % interval over products drawn anew."""
    by_product = beside.group_by("product_id").agg(
        *(
            pl.col(what)
            .filter(pl.col("group") == name)
            .sum()
            .cast(pl.Float64)
            .alias(f"{name}_{what}")
            for name in GROUPS
            for what in ("gone", "days")
        )
    )
    sums = by_product.sort("product_id").drop("product_id").to_numpy()
    random = np.random.default_rng(SEED)
    n = len(sums)
    drawn = random.multinomial(n, np.full(n, 1 / n), size=DRAWS) @ sums
    rates = np.array([_ratio(row) for row in np.vstack((sums.sum(axis=0), drawn))])
    low, high = np.quantile(rates[1:], (0.025, 0.975))
    return float(rates[0]), float(low), float(high)


def _ratio(sums: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    gone, days, gone_beside, days_beside = sums
    return float((gone + 0.5) * max(days_beside, 1.0) / (max(days, 1.0) * (gone_beside + 0.5)))
