"""Does what a model tells come true?"""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.curve_parts import Curves, share_axis
from kit.charts.figure import Figure, nothing

HOW = (
    "A dot is a tenth of the accounts, from the lowest probability to the highest; the bar is the "
    "95 % interval of the share that people found to be paid. On the line, what was told came true."
)
COLOURS = {"champion": theme.OBSERVED, "challenger": theme.UNUSUAL}
COLUMNS = ("model", "told", "paid", "low", "high", "accounts")


def reliability(curve: pl.DataFrame) -> Figure:
    """Draw the probability told against the share that came true.

    Parameters
    ----------
    curve : polars.DataFrame
        model ("champion" or "challenger"), told, paid, low, high (shares), accounts: as
        `kit.trust.learning.calibrate.RELIABILITY` has them.

    Returns
    -------
    Figure
        Selection: `picked` (model: the curve clicked).
    """
    if curve.is_empty():
        return nothing("no account was judged after the models were fitted", HOW)
    table = curve.sort("model", "told").select(COLUMNS)
    return Figure(
        _chart,
        data={"curve": table},
        title=_title(table),
        how=HOW,
        table=table,
        order="by model and probability",
    )


def _chart() -> Any:
    x = alt.X(
        "told:Q",
        title="Probability told",
        # Most of what is told is small: the axis ends where it does.
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(format=".0%", tickCount=5),
    )
    truth = (
        alt.Chart(alt.NamedData("curve"), name="truth")
        .mark_line(color=theme.EXPECTED, strokeDash=[4, 3], aria=False)
        .encode(x=x, y=alt.Y("told:Q"))
    )
    curves = Curves(x, COLOURS, "model", "Model")
    says = [
        parts.says("Model", "model"),
        parts.says("Told", "told", "Q", ".1%"),
        parts.says("Came true", "paid", "Q", ".1%"),
        parts.says("At least", "low", "Q", ".1%"),
        parts.says("At most", "high", "Q", ".1%"),
        parts.says_count("Accounts judged", "accounts"),
    ]
    return alt.layer(
        truth,
        curves.bars("intervals", 0.45),
        curves.lines("paid", 0.6),
        curves.dots(share_axis("paid", "Share found paid"), 60, says),
    ).properties(height=theme.HEIGHT)


def _title(curve: pl.DataFrame) -> str:
    """Say how far each model's highest tenth is from what came true."""
    highest = curve.group_by("model", maintain_order=True).last()
    told = "; ".join(
        f"{row['model']} told {row['told']:.0%}, {row['paid']:.0%} found paid"
        for row in highest.iter_rows(named=True)
    )
    return f"Highest tenth: {told}"
