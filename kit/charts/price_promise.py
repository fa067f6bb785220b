"""What a review costs, by what is promised with it."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "A dot is a price of one review: the bigger, the more gigs ask it. A row is what is promised "
    "with it: stars, a verified purchase, both or neither. Dark ticks: the row's median."
)
NAME = 60


def price_promise(prices: pl.DataFrame) -> Figure:
    """Draw prices of a review against promises.

    Parameters
    ----------
    prices : polars.DataFrame
        `kit.views.price_promises`: promise, price, currency, gigs, sellers, median, left_out,
        example.

    Returns
    -------
    Figure
        Selection: `picked` (promise and price in one, `spot`: the dot clicked).
    """
    if prices.is_empty():
        return nothing("no gig names a price of a review", HOW)
    dots = prices.with_columns(
        parts.label("promise"),
        parts.label("currency", 12),
        parts.label("example", NAME),
        spot=pl.format("{}|{}", "promise", "price"),
    )
    medians = (
        dots.group_by("promise", "median", maintain_order=True)
        .agg(
            pl.col("gigs").sum(),
            cheapest=pl.col("price").min(),
            dearest=pl.col("price").max(),
            currency=pl.col("currency").first(),
        )
        .select("promise", "gigs", "median", "cheapest", "dearest", "currency")
    )
    return Figure(
        _chart,
        data={"prices": dots, "medians": medians},
        title=_title(prices),
        how=HOW,
        table=medians,
        order="the dearest promise first",
    )


def _chart() -> Any:
    return alt.layer(_dots(), _medians()).properties(height={"step": 44})


def _x(field: str) -> alt.X:
    return alt.X(
        f"{field}:Q",
        title="Price of one review (log scale)",
        scale=alt.Scale(type="log", nice=False, padding=14),
        axis=alt.Axis(
            format="~g",
            grid=True,
            values=[0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
        ),
    )


def _y() -> alt.Y:
    return alt.Y("promise:N", title=None, sort=None, axis=alt.Axis(minExtent=116))


def _dots() -> Any:
    lines = [
        parts.says("Promised", "promise"),
        parts.says("Price of one review", "price", "Q", ",.2~f"),
        parts.says("in", "currency"),
        parts.says_count("Gigs", "gigs"),
        parts.says_count("by sellers", "sellers"),
        parts.says("One is called", "example"),
    ]
    picked = parts.pick("spot")
    return (
        alt.Chart(alt.NamedData("prices"), name="dots")
        .mark_point(
            filled=True,
            color=theme.OBSERVED,
            stroke=theme.GROUND,
            strokeWidth=0.5,
            description=parts.spoken(lines),
        )
        .encode(
            x=_x("price"),
            y=_y(),
            size=alt.Size(
                "gigs:Q", scale=alt.Scale(type="sqrt", range=[18, 620], zero=True), legend=None
            ),
            opacity=alt.condition(picked, alt.value(0.75), alt.value(0.15)),
            tooltip=lines,
        )
        .add_params(picked)
    )


def _medians() -> Any:
    return (
        alt.Chart(alt.NamedData("medians"), name="medians")
        .mark_tick(color=theme.TEXT, thickness=3, height=30, opacity=1, aria=False)
        .encode(x=_x("median"), y=_y())
    )


def _title(prices: pl.DataFrame) -> str:
    gigs, left = int(prices["gigs"].sum()), prices["left_out"][0]
    money = parts.short(prices["currency"][0] or "", 12)
    rows = prices.unique("promise", keep="first", maintain_order=True)
    dear = rows.sort("median", "promise", descending=[True, False])
    said = " and ".join(
        f"{money} {row['median']:,.2f} with {parts.short(row['promise'])}".strip()
        for row in (dear.row(0, named=True), dear.row(-1, named=True))[: rows.height]
    )
    beside = f"; {parts.counted(left, 'other gig')} cannot be compared" if left else ""
    return f"A review costs a median of {said} ({parts.counted(gigs, 'gig')}{beside})"
