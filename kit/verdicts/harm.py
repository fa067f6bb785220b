"""What reviews do, by counts that anybody can check: reviews, readers, stars."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.ranking.reach import follow_windows, windows

READ = """
select review_id, account_id, product_id, stars::double as stars,
  coalesce(helpful_votes, 0)::bigint as helpful_votes
from reviews
"""
"""Reviews as `harm` counts them. A vote that is unknown counts as none: too little, never more."""

PRODUCTS = """
select product_id, sum(stars::double) as all_stars, count(stars) as all_n
from reviews
where product_id is not null
group by product_id
"""


def harm(case: Case, reviews: pl.DataFrame) -> pl.DataFrame:
    """Count what some reviews do.

    Parameters
    ----------
    case : Case
    reviews : polars.DataFrame
        Columns of `READ`, and entity_id: whose they are.

    Returns
    -------
    polars.DataFrame
        entity_id, reviews, helpful_votes (which they received), stars_moved: over all products, how
        many stars their sum lies away from what the same number of reviews with the mean of the
        product's other reviews would have given. A product without others moves by nothing that
        could be told, and counts zero.
    """
    on_product = (
        reviews.group_by("entity_id", "product_id")
        .agg(
            reviews=pl.len(),
            helpful_votes=pl.col("helpful_votes").sum(),
            own=pl.col("stars").sum(),
            n=pl.col("stars").count(),
        )
        .join(case.sql(PRODUCTS), on="product_id", how="left")
        .with_columns(
            others=(pl.col("all_stars") - pl.col("own")) / (pl.col("all_n") - pl.col("n"))
        )
        .with_columns(
            moved=pl.when(pl.col("all_n") > pl.col("n"))
            .then((pl.col("own") - pl.col("n") * pl.col("others")).abs())
            .otherwise(0.0)
        )
    )
    return (
        on_product.group_by("entity_id")
        .agg(
            pl.col("reviews", "helpful_votes").sum(),
            stars_moved=pl.col("moved").sum().round(6),
        )
        .sort("entity_id")
    )


def in_windows(case: Case, findings: pl.DataFrame, fdr: float) -> pl.Series:
    """Return the ids of the reviews that windows are about.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        As from `kit.screen`: those about the products that are meant.
    fdr : float
        Windows that survive at this rate count.

    Returns
    -------
    polars.Series of str
        Each once: reviews inside a window that are of the kind it means.
    """
    inside = follow_windows(case, windows(findings, fdr), within=True)
    return inside["review_id"].unique()
