"""What do rules, a model kept as it was, and one that goes on learning still find?"""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "Average precision among the accounts that wrote in a quarter of practice markets whose "
    "sellers adapt, mean over the markets; the bar goes from the worst market to the best."
)
COLOURS = {"rules": theme.EXPECTED, "frozen": theme.CENTRE, "adapting": theme.OBSERVED}


def learning_curve(curve: pl.DataFrame) -> Figure:
    """Draw average precision by quarter.

    Parameters
    ----------
    curve : polars.DataFrame
        quarter (number), tactic, order ("rules", "frozen" or "adapting"), ap, low, high (0 to 1).

    Returns
    -------
    Figure
        Selection: `picked` (order: the curve clicked).
    """
    if curve.is_empty():
        return nothing("no market was played", HOW)
    table = curve.sort("order", "quarter").select("order", "quarter", "tactic", "ap", "low", "high")
    return Figure(
        _chart,
        data={"curve": table},
        title=_title(table),
        how=HOW,
        table=table,
        order="by order and quarter",
    )


def _chart() -> Any:
    return alt.layer(_bars(), _lines(), _dots()).properties(height=theme.HEIGHT)


def _quarter() -> Any:
    scale = alt.Scale(zero=False, nice=False, padding=20)
    axis = alt.Axis(tickMinStep=1, format="d")
    return alt.X("quarter:Q", title="Quarter of the market", scale=scale, axis=axis)


def _colour() -> Any:
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    return alt.Color("order:N", title="Order", scale=scale)


def _lines() -> Any:
    return (
        alt.Chart(alt.NamedData("curve"), name="lines")
        .mark_line(strokeWidth=1.5, opacity=0.7, aria=False)
        .encode(x=_quarter(), y="ap:Q", color=_colour())
    )


def _bars() -> Any:
    return (
        alt.Chart(alt.NamedData("curve"), name="ranges")
        .mark_rule(strokeWidth=3, opacity=0.25, aria=False)
        .encode(x=_quarter(), y="low:Q", y2="high:Q", color=_colour())
    )


def _dots() -> Any:
    lines = [
        parts.says("Order", "order"),
        parts.says_count("Quarter", "quarter"),
        parts.says("Tactic", "tactic"),
        parts.says("Average precision", "ap", "Q", ".2f"),
        parts.says("Worst market", "low", "Q", ".2f"),
        parts.says("Best market", "high", "Q", ".2f"),
    ]
    picked = parts.pick("order")
    return (
        alt.Chart(alt.NamedData("curve"), name="dots")
        .mark_point(filled=True, size=60, description=parts.spoken(lines))
        .encode(
            x=_quarter(),
            y=alt.Y("ap:Q", title="Average precision", scale=alt.Scale(domain=[0, 1])),
            color=_colour(),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.2)),
            tooltip=lines,
        )
        .add_params(picked)
    )


def _title(table: pl.DataFrame) -> str:
    means = dict(table.group_by("order").agg(pl.col("ap").mean()).iter_rows())
    told = ", ".join(f"{order} {means[order]:.2f}" for order in COLOURS if order in means)
    return f"Average precision over the quarters: {told}"
