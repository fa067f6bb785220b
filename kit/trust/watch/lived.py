"""How long flagged reviews stood, and how many readers are known to have seen them meanwhile."""

from __future__ import annotations

from typing import Any

import polars as pl

from kit.case import Case
from kit.trust.watch.compare import watch
from kit.trust.watch.lifetimes import flagged_reviews

LIVED: dict[str, Any] = {
    "product_id": pl.String,
    "reviews": pl.Int64,
    "gone": pl.Int64,
    "still_there": pl.Int64,
    "days_least": pl.Float64,
    "days_most": pl.Float64,
    "helpful_votes": pl.Int64,
}
"""Columns of `lived`. `days_least` and `days_most` are medians over those that are gone: from
posting to the last look that saw them, and to the first that did not. `still_there` is what the
last look saw. `helpful_votes` is a sum over reviews of the most votes that a look showed: a lower
bound of the readers, as few of them vote, and nobody looked on the last day."""


def lived(case: Case, flagged: pl.Series | None = None, fdr: float = 0.05) -> pl.DataFrame:
    """Return, by product, how long flagged reviews stood and how many readers voted for them.

    Parameters
    ----------
    case : Case
        With captures.
    flagged : polars.Series, optional
        Ids of reviews; by default those that `kit.suspects` names at `fdr`, without what takedowns
        themselves say.
    fdr : float

    Returns
    -------
    polars.DataFrame
        Columns of `LIVED`, the most voted for first. Reviews that were gone before the evidence was
        collected are not in it, so that short lives are missing and medians are rather long.

    Raises
    ------
    CaseError
        Where there is no capture.
    """
    ids = flagged_reviews(case, fdr) if flagged is None else flagged
    gone = pl.col("status") == "missing (covered)"
    day = 86_400.0
    return (
        watch(case)
        .filter(pl.col("review_id").is_in(ids.implode()))
        .group_by("product_id")
        .agg(
            reviews=pl.len(),
            gone=gone.sum(),
            still_there=(~gone).sum(),
            days_least=_median("gone_after", gone) / day,
            days_most=_median("gone_by", gone) / day,
            helpful_votes=pl.col("helpful_votes").sum(),
        )
        .select(pl.col(name).cast(kind) for name, kind in LIVED.items())
        .sort("helpful_votes", "reviews", "product_id", descending=[True, True, False])
    )


def _median(until: str, among: pl.Expr) -> pl.Expr:
    stood = (pl.col(until) - pl.col("posted_at")).dt.total_seconds()
    return stood.filter(among).median()
