"""A product's stars against those of its category."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "Bars: the product's share of each number of stars, with its 95 % interval. Dark ticks: the "
    "other products it is compared with. Orange: they lie outside the interval."
)


def stars_histogram(stars: pl.DataFrame, name: str | None = None) -> Figure:
    """Draw a product's histogram of stars beside its category's.

    Parameters
    ----------
    stars : polars.DataFrame
        `kit.views.product_stars`: stars (1 to 5), reviews, share, low, high, category_reviews,
        category_share, category.
    name : str, optional
        The product's name, for the title.

    Returns
    -------
    Figure
        Selection: `picked` (stars: the bar clicked).
    """
    if stars.is_empty() or not stars["reviews"].sum():
        return nothing("no review of the product has stars", HOW)
    bars = stars.sort("stars", descending=True).with_columns(
        label=pl.format("{} ★  {}", "stars", _percent("share")),
        outside=pl.col("category_share").is_between("low", "high").not_().fill_null(False),
    )
    return Figure(
        _chart,
        data={"stars": bars},
        title=parts.named(_title(bars), name),
        how=HOW,
        table=bars.select(
            "stars", "reviews", "share", "low", "high", "category_reviews", "category_share"
        ),
        order="five stars first",
    )


def _chart() -> Any:
    return alt.layer(_bars(), _interval(), _category()).properties(height=150)


def _y() -> alt.Y:
    return alt.Y("label:N", title=None, sort=None, scale=alt.Scale(paddingInner=0.25))


def _x(field: str) -> alt.X:
    return alt.X(
        f"{field}:Q", title="Share of reviews", axis=alt.Axis(format=".0%", tickCount=6, grid=True)
    )


def _bars() -> Any:
    lines = [
        parts.says("Stars", "stars", "Q", "d"),
        parts.says_count("Reviews", "reviews"),
        parts.says("Share", "share", "Q", ".1%"),
        parts.says("Interval from", "low", "Q", ".1%"),
        parts.says("to", "high", "Q", ".1%"),
        parts.says("Others' share", "category_share", "Q", ".1%"),
        parts.says_count("Others' reviews", "category_reviews"),
    ]
    picked = parts.pick("stars")
    return (
        alt.Chart(alt.NamedData("stars"), name="bars")
        .mark_bar(description=parts.spoken(lines))
        .encode(
            y=_y(),
            x=_x("share"),
            color=alt.condition(
                "datum.outside", alt.value(theme.UNUSUAL), alt.value(theme.OBSERVED)
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=lines,
        )
        .add_params(picked)
    )


def _interval() -> Any:
    return (
        alt.Chart(alt.NamedData("stars"), name="interval")
        .mark_rule(color=theme.SOFT_TEXT, strokeWidth=1.5, aria=False)
        .encode(y=_y(), x=alt.X("low:Q"), x2="high:Q")
    )


def _category() -> Any:
    return (
        alt.Chart(alt.NamedData("stars"), name="category")
        .mark_tick(color=theme.TEXT, thickness=3, height=22, opacity=1, aria=False)
        .encode(y=_y(), x=alt.X("category_share:Q"))
    )


def _percent(column: str) -> pl.Expr:
    return pl.col(column).map_elements(lambda share: f"{share:.0%}", pl.String)


def _title(bars: pl.DataFrame) -> str:
    five = bars.filter(stars=5).row(0, named=True)
    count = parts.counted(int(bars["reviews"].sum()), "review")
    said = f"{five['share']:.0%} of {count} give five stars"
    if five["category_share"] is None:
        return said
    among = "all other products" if five["category"] is None else "the category's others"
    return f"{said}, {five['category_share']:.0%} among {among}"
