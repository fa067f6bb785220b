"""What does a review cost, by what is promised with it?"""

from __future__ import annotations

import polars as pl

FIGURES = 2
"""Prices that agree in so many leading figures are drawn as one."""

PROMISES = {
    "promise": pl.String,
    "price": pl.Float64,
    "currency": pl.String,
    "gigs": pl.Int64,
    "sellers": pl.Int64,
    "median": pl.Float64,
    "left_out": pl.Int64,
    "example": pl.String,
}


def price_promises(offers: pl.DataFrame) -> pl.DataFrame:
    """Count gigs by promise and price of a review.

    Parameters
    ----------
    offers : polars.DataFrame
        As from `kit.views.gig_offers`.

    Returns
    -------
    polars.DataFrame
        Columns of `PROMISES`, by promise (the dearest at the median first) and price: gigs and
        their sellers at that price, the median of the promise, and a title as an example. Only
        prices in the commonest currency can be compared: `left_out` gigs name no price of a
        review, or another currency.
    """
    offering = offers.filter("offers_reviews")
    priced = offering.filter(pl.col("price_per_review") > 0)
    common = priced.group_by("currency").len().sort("len", "currency", descending=[True, False])
    if common.is_empty():
        return pl.DataFrame(schema=PROMISES)
    priced = priced.filter(pl.col("currency").eq_missing(pl.lit(common["currency"][0])))
    return (
        priced.with_columns(
            price=pl.col("price_per_review").round_sig_figs(FIGURES),
            median=pl.col("price_per_review").median().over("promise"),
        )
        .group_by("promise", "price", "currency", "median")
        .agg(
            gigs=pl.len(),
            sellers=pl.col("seller").n_unique(),
            example=pl.col("title").sort().first(),
            left_out=pl.lit(offering.height - priced.height),
        )
        .sort("median", "promise", "price", descending=[True, False, False])
        .select(pl.col(name).cast(kind) for name, kind in PROMISES.items())
    )
