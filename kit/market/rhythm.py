"""When a gig was rated, against when an account wrote: orders leave ratings, and reviews."""

from __future__ import annotations

from typing import Any

import polars as pl

RATED: Any = pl.List(pl.Struct({"until": pl.Date, "ratings": pl.Int64}))
"""Ratings of a seller's gigs up to the first capture, and from each capture to the next."""

ORDERED = 0.5
"""Share of the reviews of a seller's account that follow the ratings of its gigs. A judgement: such
accounts write for clients from elsewhere, too, and most clients leave no rating."""


def rated(listings: pl.DataFrame) -> pl.DataFrame:
    """Return the ratings that each seller's gigs gathered: site, seller_name, rated.

    Only of gigs that were captured twice or more; null where none of them gained any.
    """
    counts = (
        listings.with_columns(until=pl.col("captured_at").str.head(10).str.to_date(strict=False))
        .drop_nulls(["gig_id", "seller_name", "until", "rating_count"])
        .sort("until")
        .unique(["site", "gig_id", "until"], keep="last", maintain_order=True)
    )
    gained = pl.col("rating_count").diff().over("site", "gig_id").clip(lower_bound=0)
    each = counts.with_columns(
        first=gained.is_null(), ratings=gained.fill_null(pl.col("rating_count"))
    ).filter(pl.len().over("site", "gig_id") > 1)
    summed = (
        each.group_by("site", "seller_name", "until")
        .agg(pl.col("ratings").sum(), later=pl.col("ratings").filter(~pl.col("first")).sum())
        .sort("site", "seller_name", "until")
    )
    return (
        summed.group_by("site", "seller_name", maintain_order=True)
        .agg(rated=pl.struct("until", "ratings"), later=pl.col("later").sum())
        .filter(pl.col("later") > 0)
        .drop("later")
    )


def rhythm(seen: pl.DataFrame, did: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Return, by row, what the days of an account's reviews say: row, nats.

    Parameters
    ----------
    seen : polars.DataFrame
        row, account_id, rated (as `RATED`, or null).
    did : polars.DataFrame
        account_id, day: a row for each review.
    days : polars.DataFrame
        day, n: reviews of the whole case.

    Returns
    -------
    polars.DataFrame

    Notes
    -----
    Under the null the account writes when everybody does. Each review up to the last capture is
    worth ln of (share of the gig's ratings in its span, `ORDERED` times, and of everybody's
    reviews) over everybody's share.
    """
    empty = pl.DataFrame(schema={"row": seen.schema["row"], "nats": pl.Float64})
    asked = seen.select("row", "account_id", "rated").drop_nulls("rated")
    everyday = days.drop_nulls("day").sort("day")
    if asked.is_empty() or everyday.is_empty():
        return empty
    spans = asked.select("row", "rated").explode("rated").unnest("rated").sort("until")
    # Everybody's reviews up to each capture, and so between two.
    known = everyday.select("day", upto=pl.col("n").cum_sum())
    spans = (
        spans.join_asof(known, left_on="until", right_on="day", strategy="backward")
        .with_columns(pl.col("upto").fill_null(0))
        .with_columns(all=pl.col("upto") - pl.col("upto").shift(1).over("row").fill_null(0))
        .with_columns(
            theirs=pl.col("ratings") / pl.col("ratings").sum().over("row"),
            share=pl.col("all") / pl.col("all").sum().over("row"),
        )
        .filter(pl.col("share") > 0)
        .with_columns(
            nats=(ORDERED * pl.col("theirs") / pl.col("share") + 1 - ORDERED).log(),
        )
    )
    wrote = asked.select("row", "account_id").join(did.drop_nulls("day"), on="account_id")
    told = wrote.sort("day").join_asof(
        spans.select("row", "until", "nats").sort("until"),
        left_on="day",
        right_on="until",
        by="row",
        strategy="forward",
        check_sortedness=False,
    )
    return told.group_by("row").agg(pl.col("nats").sum())
