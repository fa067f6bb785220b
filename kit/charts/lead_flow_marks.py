"""The marks of `kit.charts.lead_flow`: links under bars under dots under names."""

from __future__ import annotations

from typing import Any

import altair as alt

from kit.charts import parts, theme

HEIGHT = 460
KNOWN = "known from a test buy"
ROLES = ["seller", "by its name", "by its group", "client", KNOWN]
COLOURS = [theme.CENTRE, theme.UNUSUAL, theme.MUTED, theme.OBSERVED, theme.SURPRISE[-1]]
WIDTHS = {"by its name": 3.0, "by its group": 1.2, "reviewed": 1.0, KNOWN: 3.0}
STRENGTHS = {"by its name": 0.95, "by its group": 0.45, "reviewed": 0.4, KNOWN: 0.95}
"""Of a link by its kind: pixels, and opacity."""

LEFT, RIGHT = -0.05, 3.4
"""Ends of the drawing, within which the columns stand."""


def chart() -> Any:
    """Return the whole drawing, without data."""
    names = [
        _names("seller", dx=0, dy=-13, align="left"),
        _names("account", dx=10, dy=0, align="left"),
        _names("client", dx=11, dy=0, align="left"),
    ]
    drawn = alt.layer(_links(), _bars(), _counts(), _dots(), *names, _heads())
    return drawn.resolve_scale(color="independent").properties(height=HEIGHT)


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[LEFT, RIGHT], nice=False))


def _y(field: str = "place") -> alt.Y:
    # Zero is on top, as a list is read; the heads of the columns stand above it.
    return alt.Y(
        f"{field}:Q", axis=None, scale=alt.Scale(domain=[1.0, -0.06], nice=False, zero=False)
    )


def _links() -> Any:
    lines = [
        parts.says("From", "from"),
        parts.says("to", "to"),
        parts.says("Linked", "kind"),
        parts.says("Odds", "odds"),
        parts.says("Log odds (nats)", "nats", "Q", ".1f"),
        parts.says("q-value", "q_value", "Q", ".2g"),
        parts.says_count("Reviews", "reviews"),
        parts.says("Why", "why"),
    ]
    kinds = list(WIDTHS)
    colours = [theme.UNUSUAL, theme.UNUSUAL, theme.EXPECTED, theme.SURPRISE[-1]]
    return (
        alt.Chart(alt.NamedData("links"), name="links")
        .mark_rule(description=parts.spoken(lines))
        .encode(
            x=_x("x"),
            x2="x2:Q",
            y=_y(),
            y2="place2:Q",
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=kinds, range=colours),
                legend=None,
            ),
            strokeDash=alt.StrokeDash(
                "kind:N",
                scale=alt.Scale(domain=kinds, range=[[1, 0], [4, 4], [1, 0], [1, 0]]),
                legend=None,
            ),
            # They come with the data: an ordinal scale would put the kinds in its own order.
            strokeWidth=alt.StrokeWidth("width:Q", scale=None, legend=None),
            opacity=alt.Opacity("strength:Q", scale=None, legend=None),
            tooltip=lines,
        )
    )


def _bars() -> Any:
    lines = [
        parts.says("Client", "label"),
        parts.says_count("Reviews likely bought", "reviews"),
    ]
    return (
        alt.Chart(alt.NamedData("bars"), name="bars")
        .mark_rule(color=theme.OBSERVED, strokeWidth=9, description=parts.spoken(lines))
        .encode(x=_x("x"), x2="x2:Q", y=_y(), tooltip=lines)
    )


def _counts() -> Any:
    return (
        alt.Chart(alt.NamedData("bars"), name="counts")
        .mark_text(align="left", dx=5, fontSize=11, color=theme.TEXT, aria=False)
        .encode(x=_x("x2"), y=_y(), text="count:N")
    )


def _dots() -> Any:
    lines = [
        parts.says("Name", "label"),
        parts.says("This is a", "kind"),
        parts.says("Odds, name or brand", "about"),
        parts.says_count("Reviews", "reviews"),
        parts.says_count("Stands for", "stands_for"),
    ]
    picked = parts.pick("key")
    return (
        alt.Chart(alt.NamedData("nodes"), name="nodes")
        .mark_point(
            filled=True,
            size=95,
            stroke=theme.GROUND,
            strokeWidth=1,
            opacity=1,
            description=parts.spoken(lines),
        )
        .encode(
            x=_x("x"),
            y=_y(),
            color=alt.Color("role:N", scale=alt.Scale(domain=ROLES, range=COLOURS), legend=None),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.3)),
            tooltip=lines,
        )
        .add_params(picked)
    )


def _names(kind: str, *, dx: int, dy: int, align: str) -> Any:
    """Return the names of one column, with a ground that keeps lines off the letters."""
    base = alt.Chart(alt.NamedData("nodes")).transform_filter(f"datum.kind === '{kind}'")
    shown = {"x": _x("x"), "y": _y(), "text": "said:N"}
    place: dict[str, Any] = {"dx": dx, "dy": dy, "align": align, "fontSize": 11, "aria": False}
    ground = base.mark_text(stroke=theme.GROUND, strokeWidth=4, strokeJoin="round", **place)
    ink = base.mark_text(color=theme.TEXT, **place)
    return alt.layer(ground.encode(**shown), ink.encode(**shown))


def _heads() -> Any:
    return (
        alt.Chart(alt.NamedData("heads"), name="heads")
        .transform_calculate(top="-0.055")
        .mark_text(
            align="left", dx=-6, fontSize=12, fontWeight=600, color=theme.SOFT_TEXT, aria=False
        )
        .encode(x=_x("x"), y=_y("top"), text="head:N")
    )
