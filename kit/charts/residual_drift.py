"""Does what people find part from what a model tells, as time goes on?"""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "A dot is the mean over a day's judged accounts of what people found (1: paid) minus the "
    "probability that the model told; 0 is as told. Orange: there ADWIN sees a change; an error "
    "that was there all along is none."
)


def residual_drift(residuals: pl.DataFrame) -> Figure:
    """Draw a model's residuals over time.

    Parameters
    ----------
    residuals : polars.DataFrame
        day, seen (accounts), residual (-1 to 1), changed: `kit.trust.learning.drift.Drift`.

    Returns
    -------
    Figure
        Selection: `picked` (day: the dot clicked).
    """
    if residuals.is_empty():
        return nothing("no account was judged", HOW)
    table = residuals.sort("day").select("day", "seen", "residual", "changed")
    return Figure(
        _chart, data={"residuals": table}, title=_title(table), how=HOW, table=table, order="by day"
    )


def _chart() -> Any:
    return alt.layer(_zero(), _line(), _dots()).properties(height=theme.HEIGHT)


def _zero() -> Any:
    return (
        alt.Chart(alt.NamedData("residuals"), name="zero")
        .mark_rule(strokeDash=[4, 3], aria=False)
        .encode(y=alt.datum(0))
    )


def _line() -> Any:
    return (
        alt.Chart(alt.NamedData("residuals"), name="line")
        .mark_line(color=theme.OBSERVED, strokeWidth=1.5, opacity=0.6, aria=False)
        .encode(x=parts.time_axis("day", "Day", 20), y="residual:Q")
    )


def _dots() -> Any:
    lines = [
        parts.says_day("Day", "day"),
        parts.says("Found minus told", "residual", "Q", "+.3f"),
        parts.says_count("Accounts judged", "seen"),
        parts.says("ADWIN sees a change", "changed"),
    ]
    picked = parts.pick("day")
    colour = alt.condition("datum.changed", alt.value(theme.UNUSUAL), alt.value(theme.OBSERVED))
    return (
        alt.Chart(alt.NamedData("residuals"), name="dots")
        .mark_point(filled=True, size=70, description=parts.spoken(lines))
        .encode(
            x=parts.time_axis("day", "Day", 20),
            y=alt.Y("residual:Q", title="Found minus told", axis=alt.Axis(format="+.2f")),
            color=colour,
            opacity=alt.condition(picked, alt.value(1), alt.value(0.2)),
            tooltip=lines,
        )
        .add_params(picked)
    )


def _title(table: pl.DataFrame) -> str:
    changed = table.filter("changed")
    if changed.is_empty():
        return "ADWIN sees no change in what people found minus what was told"
    return f"What people found minus what was told has changed, first on {changed['day'][0]}"
