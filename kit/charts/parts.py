"""Parts that several charts share: axes in UTC, tooltips with labels, brushes and picks."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import polars as pl

from kit.charts import theme
from kit.plain_text import visible

LABEL = 40
"""Most characters of a name in a tooltip or on an axis."""


def time_axis(field: str, title: str, padding: int = 0) -> Any:
    """Return an x channel for a date in UTC, labelled with ISO dates; `padding` in pixels."""
    return alt.X(
        f"{field}:T",
        title=title,
        scale=alt.Scale(type="utc", padding=padding or alt.Undefined),
        axis=alt.Axis(format=theme.ISO_DAY, tickCount=8),
    )


def count_axis(field: str, title: str) -> Any:
    """Return a y channel for a count, from zero, with thousands separators."""
    return alt.Y(f"{field}:Q", title=title, axis=alt.Axis(format=",d", tickCount=5, tickMinStep=1))


def says(title: str, field: str, kind: str = "N", form: str | None = None) -> alt.Tooltip:
    """Return one labelled line of a tooltip."""
    return alt.Tooltip(f"{field}:{kind}", title=title, format=form or alt.Undefined)


def says_day(title: str, field: str) -> alt.Tooltip:
    """Return one labelled line of a tooltip that holds an ISO date, UTC."""
    # Vega formats a tooltip's dates in the reader's time zone; `Figure` adds the day as text.
    return alt.Tooltip(f"{field}_iso:N", title=title)


def says_count(title: str, field: str) -> alt.Tooltip:
    """Return one labelled line of a tooltip that holds a whole number."""
    return says(title, field, "Q", ",d")


def spoken(lines: list[alt.Tooltip]) -> alt.ExprRef:
    """Return what a screen reader says for a mark: the lines of its tooltip.

    Vega-Lite's own words repeat every channel, with dates in the reader's time zone.
    """
    return alt.ExprRef(" + '; ' + ".join(_spoken(line.to_dict()) for line in lines))


def _spoken(line: Any) -> str:
    value = f"datum[{json.dumps(line['field'])}]"
    shown = f"format({value}, {json.dumps(line['format'])})" if "format" in line else value
    return f"{json.dumps(line['title'] + ': ')} + (isValid({value}) ? {shown} : 'none')"


def brush() -> Any:
    """Return the selection `brush`: an interval of time, in milliseconds since 1970, UTC."""
    mark = alt.BrushConfig(
        fill=theme.OBSERVED, fillOpacity=0.15, stroke=theme.OBSERVED, strokeOpacity=0.7
    )
    return alt.selection_interval(name="brush", encodings=["x"], mark=mark)


def pick(field: str) -> Any:
    """Return the selection `picked`: the values of one field under a click, or shift-clicks."""
    return alt.selection_point(name="picked", fields=[field])


def label(column: str, limit: int = LABEL) -> pl.Expr:
    """Return a column of names as they may be drawn: nothing invisible, cut to `limit`."""
    return pl.col(column).map_elements(lambda name: visible(name, limit), pl.String)


def short(name: str, limit: int = LABEL) -> str:
    """Return a name as it may be drawn: nothing invisible, cut to `limit`."""
    return visible(name, limit)


def named(sentence: str, name: str | None) -> str:
    """Return a title that begins with the name of what it is about."""
    return sentence if name is None else f"{visible(name, 32)}: {sentence}"


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: "1 review", "1,204 reviews"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
