"""Does what a model tells come true?"""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
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
    return alt.layer(_truth(), _bars(), _lines(), _dots()).properties(height=theme.HEIGHT)


def _truth() -> Any:
    return (
        alt.Chart(alt.NamedData("curve"), name="truth")
        .mark_line(color=theme.EXPECTED, strokeDash=[4, 3], aria=False)
        .encode(x=_told(), y=alt.Y("told:Q"))
    )


def _told() -> Any:
    return alt.X(
        "told:Q",
        title="Probability told",
        # Most of what is told is small: the axis ends where it does.
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(format=".0%", tickCount=5),
    )


def _colour() -> Any:
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    return alt.Color("model:N", title="Model", scale=scale)


def _lines() -> Any:
    return (
        alt.Chart(alt.NamedData("curve"), name="lines")
        .mark_line(strokeWidth=1.5, opacity=0.6, aria=False)
        .encode(x=_told(), y="paid:Q", color=_colour())
    )


def _bars() -> Any:
    return (
        alt.Chart(alt.NamedData("curve"), name="intervals")
        .mark_rule(strokeWidth=3, opacity=0.45, aria=False)
        .encode(x=_told(), y="low:Q", y2="high:Q", color=_colour())
    )


def _dots() -> Any:
    lines = [
        parts.says("Model", "model"),
        parts.says("Told", "told", "Q", ".1%"),
        parts.says("Came true", "paid", "Q", ".1%"),
        parts.says("At least", "low", "Q", ".1%"),
        parts.says("At most", "high", "Q", ".1%"),
        parts.says_count("Accounts judged", "accounts"),
    ]
    picked = parts.pick("model")
    return (
        alt.Chart(alt.NamedData("curve"), name="dots")
        .mark_point(filled=True, size=60, description=parts.spoken(lines))
        .encode(
            x=_told(),
            y=alt.Y(
                "paid:Q",
                title="Share found paid",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format=".0%", tickCount=5),
            ),
            color=_colour(),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.2)),
            tooltip=lines,
        )
        .add_params(picked)
    )


def _title(curve: pl.DataFrame) -> str:
    """Say how far each model's highest tenth is from what came true."""
    highest = curve.group_by("model", maintain_order=True).last()
    told = "; ".join(
        f"{row['model']} told {row['told']:.0%}, {row['paid']:.0%} found paid"
        for row in highest.iter_rows(named=True)
    )
    return f"Highest tenth: {told}"
