"""Day by day, who came onto the list and who left it."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "Upwards: accounts and products that came onto the list of suspects with a day's reviews, for "
    "the first time or again. Downwards: those that left it. A click opens the day."
)
KINDS = ("accounts", "products")
MOST = 1_000
"""Runs drawn, the latest ones."""

STATES = {"new": theme.UNUSUAL, "returned": theme.STARS[2], "gone": theme.OBSERVED}


def days_listed(days: pl.DataFrame) -> Figure:
    """Draw who came and who went with each run.

    Parameters
    ----------
    days : polars.DataFrame
        `kit.trust.daily.days`: run, day, reviews, new_accounts, new_products, and so on. The run
        0, how all stood before, and days without a date are left out.

    Returns
    -------
    Figure
        Selection: `picked` (run: the bars clicked).
    """
    if days.is_empty():
        return nothing("no day was taken in yet", HOW)
    told = days.filter(pl.col("run") > 0, pl.col("day").is_not_null()).tail(MOST)
    if told.is_empty():
        return nothing("no day was taken in yet", HOW)
    moves = pl.concat(
        told.select(
            "run",
            "day",
            "reviews",
            state=pl.lit(state),
            accounts=f"{state}_accounts",
            products=f"{state}_products",
        )
        for state in STATES
    ).with_columns(
        end=pl.col("day").dt.offset_by("1d"),
        n=(pl.col("accounts") + pl.col("products"))
        * pl.when(pl.col("state") == "gone").then(-1).otherwise(1),
    )
    above = pl.col("n").filter(pl.col("state") == "new").sum().over("run")
    moves = moves.with_columns(
        start=pl.when(pl.col("state") == "returned").then(above).otherwise(0)
    ).with_columns(top=pl.col("start") + pl.col("n"))
    return Figure(
        _chart,
        data={"moves": moves},
        title=_title(told),
        how=HOW,
        table=told.select(
            "day",
            "reviews",
            new=pl.col("new_accounts") + pl.col("new_products"),
            returned=pl.col("returned_accounts") + pl.col("returned_products"),
            gone=pl.col("gone_accounts") + pl.col("gone_products"),
            waiting=pl.col("waiting_accounts") + pl.col("waiting_products"),
        ).reverse(),
        order="latest first",
    )


def _chart() -> Any:
    lines = [
        parts.says_day("Day", "day"),
        parts.says("On the list", "state"),
        parts.says_count("Accounts", "accounts"),
        parts.says_count("Products", "products"),
        parts.says_count("Reviews that came", "reviews"),
    ]
    picked = parts.pick("run")
    return (
        alt.Chart(alt.NamedData("moves"), name="moves")
        .mark_bar(description=parts.spoken(lines))
        .encode(
            x=parts.time_axis("day", "Day of the reviews", padding=8),
            x2="end:T",
            y=alt.Y(
                "start:Q",
                title="Came (up), left (down)",
                # With one who came, Vega draws fifths of one.
                axis=alt.Axis(
                    format=",d", tickCount=5, labelExpr="datum.value % 1 ? '' : datum.label"
                ),
            ),
            y2="top:Q",
            color=alt.Color(
                "state:N",
                title=None,
                scale=alt.Scale(domain=list(STATES), range=list(STATES.values())),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.25)),
            tooltip=lines,
        )
        .add_params(picked)
        .properties(height=theme.HEIGHT)
    )


def _title(told: pl.DataFrame) -> str:
    came, went = (
        sum(int(told[f"{state}_{kind}"].sum()) for state in states for kind in KINDS)
        for states in (("new", "returned"), ("gone",))
    )
    return (
        f"In {parts.counted(told.height, 'day')} {came:,} came onto the list and {went:,} left it"
    )
