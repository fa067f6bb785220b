"""The mix of stars from month to month."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "A column is a month, split by the stars that its reviews give: five stars at the bottom, one "
    "at the top. Pale columns hold fewer than ten reviews."
)
FEW = 10


def stars_over_time(months: pl.DataFrame, name: str | None = None) -> Figure:
    """Draw the share of each number of stars by month.

    Parameters
    ----------
    months : polars.DataFrame
        `kit.views.stars_months`: month (Date), stars (1 to 5), reviews, share, total, mean_stars.
    name : str, optional
        The product's name, for the title.

    Returns
    -------
    Figure
        Selection: `brush` (month: interval of time).
    """
    if months.is_empty():
        return nothing("no review has both stars and a date", HOW)
    cells = months.sort(["month", "stars"], descending=[False, True]).with_columns(
        end=pl.col("month").dt.month_end(),
        top=pl.col("share").cum_sum().over("month").clip(0, 1),
        weight=pl.when(pl.col("total") < FEW).then(0.45).otherwise(1.0),
    )
    cells = cells.with_columns(bottom=(pl.col("top") - pl.col("share")).clip(0, 1))
    table = _table(months)
    return Figure(
        _chart,
        data={"months": cells},
        title=parts.named(_title(table), name),
        how=HOW,
        table=table,
        order="months furthest from the mean of all first",
    )


def _chart() -> Any:
    lines = [
        parts.says_day("Month from", "month"),
        parts.says("Stars", "stars", "Q", "d"),
        parts.says_count("Reviews", "reviews"),
        parts.says("Share of the month", "share", "Q", ".1%"),
        parts.says_count("Reviews in the month", "total"),
        parts.says("Mean stars", "mean_stars", "Q", ".2f"),
    ]
    brush = parts.brush()
    return (
        alt.Chart(alt.NamedData("months"), name="months")
        .mark_rect(description=parts.spoken(lines))
        .encode(
            x=parts.time_axis("month", "Month"),
            x2="end:T",
            y=alt.Y(
                "bottom:Q",
                title="Share of reviews",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format=".0%", tickCount=5),
            ),
            y2="top:Q",
            color=alt.Color(
                "stars:O",
                title="Stars",
                sort="descending",
                scale=alt.Scale(domain=list(theme.STARS), range=list(theme.STARS.values())),
            ),
            opacity=alt.condition(
                brush,
                alt.Opacity("weight:Q", scale=alt.Scale(domain=[0, 1], range=[0, 1]), legend=None),
                alt.value(0.2),
            ),
            tooltip=lines,
        )
        .add_params(brush)
        .properties(height=theme.HEIGHT)
    )


def _table(months: pl.DataFrame) -> pl.DataFrame:
    by_month = months.group_by("month").agg(
        pl.col("total").first().alias("reviews"),
        pl.col("mean_stars").first(),
        pl.col("share").filter(pl.col("stars") == 5).sum().alias("five_star_share"),
        pl.col("share").filter(pl.col("stars") == 1).sum().alias("one_star_share"),
    )
    # A mean wanders with the root of what it rests on, so that is what its distance is judged by.
    away = (pl.col("mean_stars") - _mean()).abs() * pl.col("reviews").sqrt()
    return by_month.sort([away.round(6), "month"], descending=[True, False])


def _mean() -> pl.Expr:
    return (pl.col("mean_stars") * pl.col("reviews")).sum() / pl.col("reviews").sum()


def _title(table: pl.DataFrame) -> str:
    top = table.row(0, named=True)
    count = parts.counted(int(top["reviews"]), "review")
    whole = float(table.select(_mean()).item())
    return (
        f"{top['month']:%Y-%m} stands out: {top['mean_stars']:.1f} stars on average "
        f"over {count}, {whole:.1f} in all months"
    )
