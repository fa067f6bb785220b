"""The p-value of each window under each family of evidence, and how two of them agree."""

from __future__ import annotations

import numpy as np
import polars as pl

from kit.ranking.families import UNREPORTED, Routes, in_columns
from kit.ranking.reach import LAUNCH_DAYS

AGREE = ("timing", "rating")
"""Families that test the same windows, so that they can agree on one."""

ALONE = "compensation"
"""The family of which a window may name alone: verified purchases, in windows of their own."""


def of_windows(findings: pl.DataFrame) -> pl.DataFrame:
    """Return windows outside launches: entity_id, product_id and a p-value for each family.

    Detectors of one family share a window: the smallest p-value, times their number, counts.
    """
    held = findings.filter(
        (pl.col("entity_kind") == "window") & pl.col("p_value").is_not_null()
    ).filter(
        pl.col("evidence").str.json_path_match("$.product_age_days").cast(pl.Int64, strict=False)
        >= LAUNCH_DAYS
    )
    detectors = {
        family: findings.filter((pl.col("family") == family) & (pl.col("entity_kind") == "window"))[
            "detector"
        ].n_unique()
        for family in held["family"].unique()
    }
    long = (
        held.group_by("entity_id", "family")
        .agg(pl.col("p_value").min().alias("p"))
        .with_columns(
            (pl.col("p") * pl.col("family").replace_strict(detectors, return_dtype=pl.Int64)).clip(
                upper_bound=1.0
            )
        )
    )
    about = held.group_by("entity_id").agg(pl.col("product_id").first())
    return in_columns(long).join(about, on="entity_id", how="left")


def window_routes(wide: pl.DataFrame, tested: set[str]) -> Routes:
    """Return the p-values by which each window may be named.

    Parameters
    ----------
    wide : pl.DataFrame
        As from `of_windows`.
    tested : set of str
        Families of which a detector with p-values ran.

    Returns
    -------
    Routes
        First the larger of the p-values of timing and rating, as both must speak; then that of
        compensation.

    Notes
    -----
    The null of the stars holds for any days on which a product was reviewed (Fisher's test, given
    how many reviews a window holds), so the two are independent where the stars are ordinary, and
    `kit.ranking.agreement` may leave out the windows of which neither speaks. Timing and rating of
    an account are not independent, as both follow it through the same windows.
    """
    p = wide.select(pl.col(AGREE).fill_null(UNREPORTED)).to_numpy()
    both = set(AGREE) <= tested
    joint, strongest = (p.max(axis=1), p.min(axis=1)) if both else np.ones((2, wide.height))
    if ALONE not in tested:
        return Routes(joint[:, None], ("joint",), strongest)
    alone = wide[ALONE].fill_null(1.0).to_numpy()
    return Routes(np.column_stack((joint, alone)), ("joint", ALONE), strongest)
