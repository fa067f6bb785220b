"""One product's weekly reviews against what the market's volume lets expect."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "A bar is a week from Monday, orange above the grey band that holds 99 % of ordinary weeks. "
    "Dashed: expected from the market's volume. Shaded: a window that a detector found unusual."
)
WINDOWS = {
    "window_start": pl.Date,
    "window_end": pl.Date,
    "detector": pl.String,
    "why": pl.String,
}
MOST_WINDOWS = 200


def product_timeline(
    weeks: pl.DataFrame, windows: pl.DataFrame | None = None, name: str | None = None
) -> Figure:
    """Draw a product's weekly volume, the expected band and the windows found unusual.

    Parameters
    ----------
    weeks : polars.DataFrame
        `kit.views.product_weeks`: week (Date, Monday), reviews, expected, low, high, unusual.
    windows : polars.DataFrame, optional
        The product's window findings, strongest first; read here: window_start, window_end
        (exclusive), detector, why. The first 200 are drawn.
    name : str, optional
        The product's name, for the title.

    Returns
    -------
    Figure
        Selection: `brush` (week: interval of time).
    """
    if weeks.is_empty():
        return nothing("no review of the product has a date", HOW)
    bars = weeks.with_columns(
        end=pl.col("week") + pl.duration(days=6), middle=pl.col("week") + pl.duration(days=3)
    )
    found = pl.DataFrame(schema=WINDOWS) if windows is None else windows.select(list(WINDOWS))
    found = found.head(MOST_WINDOWS).with_columns(parts.label("why", 200))
    return Figure(
        _chart,
        data={"weeks": bars, "windows": found},
        title=parts.named(_title(weeks), name),
        how=HOW,
        table=weeks.select("week", "reviews", "expected", "low", "high", "unusual").sort(
            ["unusual", "reviews", "week"], descending=[True, True, False]
        ),
        order="unusual weeks first",
    )


def _chart() -> Any:
    return alt.layer(_shades(), _band(), _expected(), _bars()).properties(height=theme.HEIGHT)


def _bars() -> Any:
    lines = [
        parts.says_day("Week from", "week"),
        parts.says_count("Reviews", "reviews"),
        parts.says("Expected", "expected", "Q", ",.1f"),
        parts.says_count("Band up to", "high"),
    ]
    brush = parts.brush()
    return (
        alt.Chart(alt.NamedData("weeks"), name="volume")
        .mark_rect(description=parts.spoken(lines))
        .encode(
            x=parts.time_axis("week", "Week"),
            x2="end:T",
            y=parts.count_axis("reviews", "Reviews a week"),
            y2=alt.datum(0),
            color=alt.condition(
                "datum.unusual", alt.value(theme.UNUSUAL), alt.value(theme.OBSERVED)
            ),
            opacity=alt.condition(brush, alt.value(1), alt.value(0.3)),
            tooltip=lines,
        )
        .add_params(brush)
    )


def _band() -> Any:
    return (
        alt.Chart(alt.NamedData("weeks"), name="band")
        .mark_area(color=theme.EXPECTED, opacity=0.28, interpolate="step", aria=False)
        .encode(x="middle:T", y="low:Q", y2="high:Q")
    )


def _expected() -> Any:
    return (
        alt.Chart(alt.NamedData("weeks"), name="expected")
        .mark_line(
            color=theme.EXPECTED, strokeDash=[4, 3], strokeWidth=1.5, interpolate="step", aria=False
        )
        .encode(x="middle:T", y="expected:Q")
    )


def _shades() -> Any:
    lines = [
        parts.says_day("Window from", "window_start"),
        parts.says_day("to before", "window_end"),
        parts.says("Detector", "detector"),
        parts.says("Because", "why"),
    ]
    return (
        alt.Chart(alt.NamedData("windows"), name="windows")
        .mark_rect(color=theme.UNUSUAL, opacity=0.16, description=parts.spoken(lines))
        .encode(
            x="window_start:T",
            x2="window_end:T",
            tooltip=lines,
        )
    )


def _title(weeks: pl.DataFrame) -> str:
    top = weeks.sort(["unusual", "reviews", "week"], descending=[True, True, False]).row(
        0, named=True
    )
    count = parts.counted(int(top["reviews"]), "review")
    said = f"{count} in the week of {top['week']}"
    return said if top["expected"] is None else f"{said}, {top['expected']:,.1f} expected"
