"""One account's reviews along time."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import MAX_ROWS, Figure, nothing

HOW = (
    "A dot is a review; the thin line leads to the mean of the product's other reviews. Orange: "
    "1.5 stars or more away from it. Hollow: not marked as a verified purchase."
)
FAR = 1.5


def account_lifeline(reviews: pl.DataFrame, name: str | None = None) -> Figure:
    """Draw an account's reviews by date and stars.

    Parameters
    ----------
    reviews : polars.DataFrame
        `kit.views.account_reviews`: review_id, posted_at, product_id, stars, product_mean,
        product_reviews, verified. Reviews without date or stars cannot be drawn; of more than
        5,000 others the newest are.
    name : str, optional
        The account's name, for the title.

    Returns
    -------
    Figure
        Selections: `brush` (posted_at: interval of time), `picked` (review_id: the dots clicked).
    """
    whole = reviews.drop_nulls(["posted_at", "stars"])
    if whole.is_empty():
        return nothing("no review of the account has both stars and a date", HOW)
    dots = (
        whole.sort("posted_at", "review_id")
        .tail(MAX_ROWS)
        .select(
            "review_id",
            "posted_at",
            "stars",
            "product_mean",
            "product_reviews",
            parts.label("product_id").alias("product"),
            ((pl.col("stars") - pl.col("product_mean")).abs() >= FAR).fill_null(False).alias("far"),
            pl.col("verified").fill_null(False).alias("solid"),
            pl.when("verified")
            .then(pl.lit("yes"))
            .otherwise(
                pl.when(pl.col("verified").is_null())
                .then(pl.lit("unknown"))
                .otherwise(pl.lit("no"))
            )
            .alias("verified"),
        )
    )
    return Figure(
        _chart,
        data={"reviews": dots},
        title=parts.named(_title(reviews, whole), name),
        how=HOW,
        table=whole.select(
            "posted_at", "product_id", "stars", "product_mean", "product_reviews", "verified"
        ).sort("posted_at", "product_id"),
        order="oldest first",
    )


def _chart() -> Any:
    return alt.layer(_lines(), _dots()).properties(height=theme.HEIGHT)


def _lines() -> Any:
    return (
        alt.Chart(alt.NamedData("reviews"), name="lines")
        .mark_rule(color=theme.EXPECTED, opacity=0.55, aria=False)
        .encode(x="posted_at:T", y="stars:Q", y2="product_mean:Q")
    )


def _dots() -> Any:
    lines = [
        parts.says_day("Posted", "posted_at"),
        parts.says("Product", "product"),
        parts.says("Stars", "stars", "Q", ".1~f"),
        parts.says("Others' mean", "product_mean", "Q", ".2f"),
        parts.says_count("The product's reviews", "product_reviews"),
        parts.says("Verified purchase", "verified"),
    ]
    brush, picked = parts.brush(), parts.pick("review_id")
    colour = alt.condition("datum.far", alt.value(theme.UNUSUAL), alt.value(theme.OBSERVED))
    return (
        alt.Chart(alt.NamedData("reviews"), name="dots")
        .mark_point(size=60, strokeWidth=1.5, filled=False, description=parts.spoken(lines))
        .encode(
            x=parts.time_axis("posted_at", "Posted", padding=12),
            y=alt.Y(
                "stars:Q",
                title="Stars",
                scale=alt.Scale(domain=[0.7, 5.3], nice=False),
                axis=alt.Axis(values=[1, 2, 3, 4, 5], format="d"),
            ),
            stroke=colour,
            fill=colour,
            fillOpacity=alt.condition("datum.solid", alt.value(0.85), alt.value(0)),
            opacity=alt.condition(brush & picked, alt.value(1), alt.value(0.25)),
            tooltip=lines,
        )
        .add_params(brush, picked)
    )


def _title(reviews: pl.DataFrame, whole: pl.DataFrame) -> str:
    days = whole["posted_at"].dt.date().sort()
    products = parts.counted(whole["product_id"].drop_nulls().n_unique(), "product")
    count = parts.counted(reviews.height, "review")
    said = f"{count} of {products}, {days[0]} to {days[-1]}"
    lost = reviews.height - min(whole.height, MAX_ROWS)
    return f"{said}; {lost:,} not drawn" if lost else said
