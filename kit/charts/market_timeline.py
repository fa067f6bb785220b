"""The market's weekly reviews, with the weeks marked in which unusual windows begin."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "A bar is a week from Monday. A triangle marks a week in which unusual windows begin: "
    "the larger, the more products."
)
BURSTS = {"week": pl.Date, "product_id": pl.String, "q_value": pl.Float64, "why": pl.String}


def market_timeline(weeks: pl.DataFrame, bursts: pl.DataFrame | None = None) -> Figure:
    """Draw the market's weekly volume and where unusual windows begin.

    Parameters
    ----------
    weeks : polars.DataFrame
        `kit.views.market_weeks`: week (Date, Monday), reviews, accounts, products, mean_stars.
    bursts : polars.DataFrame, optional
        `kit.views.market_bursts`; read here: week, product_id, q_value, why.

    Returns
    -------
    Figure
        Selections: `brush` (week: interval of time), `picked` (week: a triangle's week).
    """
    if weeks.is_empty():
        return nothing("no review has a date", HOW)
    marked = _marked(weeks, bursts)
    bars = weeks.with_columns(end=pl.col("week") + pl.duration(days=6))
    return Figure(
        _chart,
        data={"weeks": bars, "bursts": marked},
        title=_title(weeks, bursts),
        how=HOW,
        table=_table(weeks, marked),
        order="busiest first",
    )


def _chart() -> Any:
    return alt.layer(_volume(), _triangles()).properties(height=theme.HEIGHT)


def _volume() -> Any:
    lines = [
        parts.says_day("Week from", "week"),
        parts.says_count("Reviews", "reviews"),
        parts.says_count("Accounts", "accounts"),
        parts.says("Mean stars", "mean_stars", "Q", ".2f"),
    ]
    brush = parts.brush()
    return (
        alt.Chart(alt.NamedData("weeks"), name="volume")
        .mark_rect(color=theme.OBSERVED, description=parts.spoken(lines))
        .encode(
            x=parts.time_axis("week", "Week"),
            x2="end:T",
            y=parts.count_axis("reviews", "Reviews a week"),
            y2=alt.datum(0),
            opacity=alt.condition(brush, alt.value(1), alt.value(0.3)),
            tooltip=lines,
        )
        .add_params(brush)
    )


def _triangles() -> Any:
    lines = [
        parts.says_day("Week from", "week"),
        parts.says_count("Products with an unusual window", "products"),
        parts.says("Strongest", "strongest"),
        parts.says("Because", "why"),
    ]
    picked = parts.pick("week")
    return (
        alt.Chart(alt.NamedData("bursts"), name="marks")
        .mark_point(
            shape="triangle-down",
            filled=True,
            color=theme.UNUSUAL,
            yOffset=-8,
            description=parts.spoken(lines),
        )
        .encode(
            x="middle:T",
            y="reviews:Q",
            size=alt.Size("products:Q", scale=alt.Scale(type="sqrt", range=[40, 260]), legend=None),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.3)),
            tooltip=lines,
        )
        .add_params(picked)
    )


def _marked(weeks: pl.DataFrame, bursts: pl.DataFrame | None) -> pl.DataFrame:
    """Return one row for each week in which windows begin: their products and the strongest."""
    if bursts is None:
        bursts = pl.DataFrame(schema=BURSTS)
    return (
        bursts.sort("week", "q_value", "product_id", nulls_last=True)
        .group_by("week", maintain_order=True)
        .agg(
            pl.col("product_id").n_unique().alias("products"),
            parts.label("product_id").first().alias("strongest"),
            parts.label("why", 200).first(),
        )
        .join(weeks.select("week", "reviews"), on="week")
        .with_columns(middle=pl.col("week") + pl.duration(days=3))
        .sort("week")
    )


def _title(weeks: pl.DataFrame, bursts: pl.DataFrame | None) -> str:
    count = 0 if bursts is None else bursts["product_id"].n_unique()
    said = f"{weeks['reviews'].sum():,} reviews in {weeks.height:,} weeks"
    if bursts is None:
        return said
    return f"{said}, unusual windows on {parts.counted(count, 'product')}"


def _table(weeks: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
    return (
        weeks.select("week", "reviews", "accounts", "mean_stars")
        .join(
            marked.select("week", bursts="products", strongest="strongest"), on="week", how="left"
        )
        .with_columns(pl.col("bursts").fill_null(0))
        .sort(["reviews", "week"], descending=[True, False])
    )
