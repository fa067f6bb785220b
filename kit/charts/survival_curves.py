"""How long flagged reviews and like ones stay, as curves beside each other."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "A step is a look at which reviews were missed for the first time; they went at some time "
    "since the look before. Bands are 95 % intervals. Matched: not flagged, as old, with the same "
    "stars, on products as popular; what people take down themselves shows there."
)
COLOURS = {"flagged": theme.UNUSUAL, "matched": theme.OBSERVED}


def survival_curves(curves: pl.DataFrame) -> Figure:
    """Draw the share of reviews that is still there, by days since they were first seen.

    Parameters
    ----------
    curves : polars.DataFrame
        `kit.trust.watch.survival(case).curves`: group ("flagged" or "matched"), days, survival,
        low, high (shares), at_risk, gone (reviews).

    Returns
    -------
    Figure
        Selection: `picked` (group: the curve clicked).
    """
    if curves.is_empty():
        return nothing("no review was looked for again", HOW)
    table = curves.select("group", "days", "survival", "low", "high", "at_risk", "gone").sort(
        "group", "days"
    )
    # A step holds up to the next look.
    steps = table.with_columns(
        until=pl.col("days").shift(-1).over("group").fill_null(pl.col("days"))
    )
    return Figure(
        _chart,
        data={"curves": steps},
        title=_title(table),
        how=HOW,
        table=table,
        order="by group and days",
    )


def _chart() -> Any:
    return alt.layer(_bands(), _lines(), _dots()).properties(height=theme.HEIGHT)


def _days() -> Any:
    scale = alt.Scale(zero=True, nice=False, padding=12)
    return alt.X("days:Q", title="Days since first seen", scale=scale)


def _share(field: str = "survival") -> Any:
    return alt.Y(
        f"{field}:Q",
        title="Share still there",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%", tickCount=5),
    )


def _colour() -> Any:
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    return alt.Color("group:N", title="Reviews", scale=scale)


def _bands() -> Any:
    return (
        alt.Chart(alt.NamedData("curves"), name="intervals")
        .mark_rect(opacity=0.18, aria=False)
        .encode(x=_days(), x2="until:Q", y=_share("low"), y2="high:Q", color=_colour())
    )


def _lines() -> Any:
    return (
        alt.Chart(alt.NamedData("curves"), name="lines")
        .mark_line(interpolate="step-after", strokeWidth=2, aria=False)
        .encode(x=_days(), y=_share(), color=_colour())
    )


def _dots() -> Any:
    lines = [
        parts.says("Reviews", "group"),
        parts.says_count("Days since first seen", "days"),
        parts.says("Still there", "survival", "Q", ".1%"),
        parts.says("At least", "low", "Q", ".1%"),
        parts.says("At most", "high", "Q", ".1%"),
        parts.says_count("Looked for", "at_risk"),
        parts.says_count("Gone since the look before", "gone"),
    ]
    picked = parts.pick("group")
    return (
        alt.Chart(alt.NamedData("curves"), name="dots")
        .mark_point(filled=True, size=45, description=parts.spoken(lines))
        .encode(
            x=_days(),
            y=_share(),
            color=_colour(),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.2)),
            tooltip=lines,
        )
        .add_params(picked)
    )


def _title(table: pl.DataFrame) -> str:
    """Say how many of each group are there at the last look."""
    said = []
    for group in COLOURS:
        curve = table.filter(pl.col("group") == group)
        if curve.height:
            end, count = curve.row(-1, named=True), f"{curve['at_risk'][0]:,}"
            said.append(f"{end['survival']:.0%} of {count} {group} after {end['days']:,.0f} days")
    return f"Still there: {'; '.join(said)}"
