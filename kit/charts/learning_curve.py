"""What do rules, a model kept as it was, and one that goes on learning still find?"""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.curve_parts import Curves
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
    scale = alt.Scale(zero=False, nice=False, padding=20)
    axis = alt.Axis(tickMinStep=1, format="d")
    x = alt.X("quarter:Q", title="Quarter of the market", scale=scale, axis=axis)
    curves = Curves(x, COLOURS, "order", "Order")
    says = [
        parts.says("Order", "order"),
        parts.says_count("Quarter", "quarter"),
        parts.says("Tactic", "tactic"),
        parts.says("Average precision", "ap", "Q", ".2f"),
        parts.says("Worst market", "low", "Q", ".2f"),
        parts.says("Best market", "high", "Q", ".2f"),
    ]
    y = alt.Y("ap:Q", title="Average precision", scale=alt.Scale(domain=[0, 1]))
    return alt.layer(
        curves.bars("ranges", 0.25), curves.lines("ap", 0.7), curves.dots(y, 60, says)
    ).properties(height=theme.HEIGHT)


def _title(table: pl.DataFrame) -> str:
    means = dict(table.group_by("order").agg(pl.col("ap").mean()).iter_rows())
    told = ", ".join(f"{order} {means[order]:.2f}" for order in COLOURS if order in means)
    return f"Average precision over the quarters: {told}"
