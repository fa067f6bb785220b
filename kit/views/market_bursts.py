"""In which weeks did products have unusual windows, and which?"""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.screening import screening


def market_bursts(
    case: Case, findings: pl.DataFrame | None = None, fdr: float = 0.05
) -> pl.DataFrame:
    """Return the windows that findings name.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame, optional
        As `kit.screen` gives them; the case's screening by default.
    fdr : float
        Largest q-value.

    Returns
    -------
    polars.DataFrame
        A row for each finding, strongest first in each week: week (Date, Monday of the window's
        start), product_id, detector, window_start, window_end (exclusive), reviews (in the window;
        NULL where the detector does not count them), q_value, score, why.
    """
    if findings is None:
        findings = screening(case)
    return (
        findings.filter(
            pl.col("entity_kind") == "window",
            pl.col("q_value") <= fdr,
            pl.col("window_start").is_not_null(),
        )
        .select(
            pl.col("window_start").dt.truncate("1w").alias("week"),
            "product_id",
            "detector",
            "window_start",
            "window_end",
            pl.col("evidence")
            .str.json_path_match("$.n_reviews")
            .cast(pl.Int64, strict=False)
            .alias("reviews"),
            "q_value",
            "score",
            "why",
        )
        .sort("week", "q_value", "product_id", "detector", "window_start")
    )
