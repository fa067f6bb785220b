"""A product's stars as shown, as far as its reviews can be trusted, and without parts of them."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

SHOWN, TRUSTED = "as shown", "trusted"
HOW = (
    "Point: mean stars. Line: its interval where it has one. Grey: every review counts alike. "
    "Blue: each counts with the weights chosen. Orange: the same, with some reviews left out."
)


def trusted_stars(stars: pl.DataFrame, name: str | None = None) -> Figure:
    """Draw a product's shown and trusted stars, one below the other.

    Parameters
    ----------
    stars : polars.DataFrame
        what ("as shown", "trusted", and any others, in the order in which they are drawn), stars,
        low and high (ends of the interval, NULL where there is none), reviews (how many count, or
        as how many equal ones they do).
    name : str, optional
        The product's name, for the title.

    Returns
    -------
    Figure
        Selection: `picked` (what: the row clicked).
    """
    known = stars.filter(pl.col("stars").is_not_null())
    if known.is_empty():
        return nothing("no review of the product has stars", HOW)
    rows = known.with_columns(
        parts.label("what"),
        role=pl.when(pl.col("what") == SHOWN)
        .then(pl.lit("shown"))
        .when(pl.col("what") == TRUSTED)
        .then(pl.lit("trusted"))
        .otherwise(pl.lit("left out")),
    )
    return Figure(
        _chart,
        data={"stars": rows},
        title=parts.named(_title(known), name),
        how=HOW,
        table=rows.select("what", "stars", "low", "high", "reviews"),
        order="as drawn",
    )


def _chart() -> Any:
    return alt.layer(_intervals(), _points()).properties(height=alt.Step(26))


def _y() -> alt.Y:
    return alt.Y("what:N", title=None, sort=None, axis=alt.Axis(labelLimit=260, grid=True))


def _colour() -> alt.Color:
    return alt.Color(
        "role:N",
        legend=None,
        scale=alt.Scale(
            domain=["shown", "trusted", "left out"],
            range=[theme.EXPECTED, theme.OBSERVED, theme.UNUSUAL],
        ),
    )


def _intervals() -> Any:
    return (
        alt.Chart(alt.NamedData("stars"), name="intervals")
        .mark_rule(strokeWidth=3, aria=False)
        .encode(y=_y(), x=alt.X("low:Q"), x2="high:Q", color=_colour())
    )


def _points() -> Any:
    lines = [
        parts.says("Stars", "what"),
        parts.says("Mean", "stars", "Q", ".2f"),
        parts.says("Interval from", "low", "Q", ".2f"),
        parts.says("to", "high", "Q", ".2f"),
        parts.says("Reviews that count", "reviews", "Q", ",.1~f"),
    ]
    picked = parts.pick("what")
    return (
        alt.Chart(alt.NamedData("stars"), name="points")
        .mark_point(filled=True, size=110, opacity=1, description=parts.spoken(lines))
        .encode(
            y=_y(),
            x=alt.X(
                "stars:Q",
                title="Mean stars",
                scale=alt.Scale(domain=[1, 5]),
                axis=alt.Axis(values=[1, 2, 3, 4, 5], format="d", grid=True),
            ),
            color=_colour(),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=lines,
        )
        .add_params(picked)
    )


def _title(known: pl.DataFrame) -> str:
    held = {row["what"]: row for row in known.iter_rows(named=True)}
    said = [f"{held[what]['stars']:.2f} stars {what}" for what in (SHOWN, TRUSTED) if what in held]
    if len(said) < 2:
        return said[0] if said else "stars without parts of the reviews"
    moved = held[TRUSTED]["stars"] - held[SHOWN]["stars"]
    return f"{', '.join(said)}: {moved:+.2f}"
