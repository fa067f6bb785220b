"""Accounts by how much they write and how far from the others, with suspects marked."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "A dot is an account, spread a little sideways so that none hides another. The higher, the "
    "further its stars lie from those of established reviewers. Orange: suspects."
)

# Steps of the golden ratio fill a line evenly, whatever the number of dots.
GOLDEN = 0.6180339887498949


def accounts_scatter(accounts: pl.DataFrame) -> Figure:
    """Draw accounts by volume and deviation.

    Parameters
    ----------
    accounts : polars.DataFrame
        `kit.views.accounts`: account_id, reviews, span_days, deviation (stars), suspect,
        stands_for, q_value, families.

    Returns
    -------
    Figure
        Selection: `picked` (account_id: the dots clicked).
    """
    if accounts.is_empty():
        return nothing("no account gave stars", HOW)
    # Suspects come last, so that they are drawn over the others.
    dots = (
        accounts.with_row_index("i")
        .with_columns(
            parts.label("account_id").alias("account"),
            parts.label("families"),
            place=pl.col("reviews") * (1.3 ** ((pl.col("i") * GOLDEN) % 1 - 0.5)),
        )
        .drop("i")
        .sort("suspect", maintain_order=True)
    )
    return Figure(
        _chart,
        data={"accounts": dots},
        title=_title(accounts),
        how=HOW,
        table=accounts.select(
            "account_id", "reviews", "span_days", "deviation", "suspect", "families", "q_value"
        ),
        order="suspects first, then by deviation",
    )


def _chart() -> Any:
    lines = [
        parts.says("Account", "account"),
        parts.says_count("Reviews", "reviews"),
        parts.says("Days from first to last", "span_days", "Q", ",.0f"),
        parts.says("Mean deviation", "deviation", "Q", ".2f"),
        parts.says("Five-star share", "five_share", "Q", ".0%"),
        parts.says("Suspect for", "families"),
        parts.says("q-value", "q_value", "Q", ".2g"),
    ]
    picked = parts.pick("account_id")
    return (
        alt.Chart(alt.NamedData("accounts"), name="accounts")
        .mark_point(filled=True, strokeWidth=0, description=parts.spoken(lines))
        .encode(
            x=alt.X(
                "place:Q",
                title="Reviews written (log scale)",
                scale=alt.Scale(type="log", nice=False),
                axis=alt.Axis(
                    format=",d",
                    grid=True,
                    values=[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000],
                ),
            ),
            y=alt.Y(
                "deviation:Q",
                title="Mean deviation from established reviewers (stars)",
                axis=alt.Axis(format=".1f", tickCount=5),
            ),
            color=alt.Color(
                "suspect:N",
                scale=alt.Scale(domain=[False, True], range=[theme.MUTED, theme.UNUSUAL]),
                legend=None,
            ),
            size=alt.condition("datum.suspect", alt.value(70), alt.value(22)),
            opacity=alt.condition(picked, alt.value(0.75), alt.value(0.15)),
            tooltip=lines,
        )
        .add_params(picked)
        .properties(height=300)
    )


def _title(accounts: pl.DataFrame) -> str:
    count = round(accounts["stands_for"].sum())
    suspects = int(accounts["suspect"].sum())
    said = f"{parts.counted(suspects, 'suspect')} among {parts.counted(count, 'account')}"
    drawn = accounts.height
    return said if drawn == count else f"{said}; a sample of {drawn:,} is drawn"
