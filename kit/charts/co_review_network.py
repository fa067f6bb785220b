"""The accounts that an account meets on products, and how they meet each other."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "A dot is an account, green the one looked at. A line joins two that reviewed the same "
    "products within days of each other: the thicker, the more products."
)
NAMED = 12
"""Accounts whose name is written beside their dot: more would hide each other."""


def co_review_network(nodes: pl.DataFrame, edges: pl.DataFrame) -> Figure:
    """Draw the neighbourhood of an account.

    Parameters
    ----------
    nodes, edges : polars.DataFrame
        `kit.views.neighbourhood`. Nodes: account_id, role ("centre" or "neighbour"), shared,
        reviews, x, y. Edges: source, target, shared, same_stars, x, y, x2, y2.

    Returns
    -------
    Figure
        Selection: `picked` (account_id: the dots clicked).
    """
    if nodes.height < 2:
        return nothing("no other account meets this one on enough products", HOW)
    dots = nodes.with_columns(
        parts.label("account_id").alias("account"),
        name=pl.when(pl.int_range(pl.len()) <= NAMED)
        .then(parts.label("account_id", 14))
        .otherwise(pl.lit("")),
    )
    lines = edges.with_columns(parts.label("source"), parts.label("target"))
    return Figure(
        _chart,
        data={"nodes": dots, "edges": lines},
        title=_title(nodes),
        how=HOW,
        table=nodes.filter(pl.col("role") != "centre")
        .select("account_id", "shared", "reviews")
        .sort(["shared", "account_id"], descending=[True, False]),
        order="most shared products first",
    )


def _chart() -> Any:
    return alt.layer(_lines(), _dots(), _names()).properties(height=420)


def _place(channel: Any, field: str) -> Any:
    return channel(
        f"{field}:Q", axis=None, scale=alt.Scale(domain=[-1.12, 1.12], nice=False, zero=False)
    )


def _lines() -> Any:
    lines = [
        parts.says("Account", "source"),
        parts.says("and", "target"),
        parts.says_count("Products on which they meet", "shared"),
        parts.says_count("with the same stars", "same_stars"),
    ]
    return (
        alt.Chart(alt.NamedData("edges"), name="edges")
        .mark_rule(color=theme.EXPECTED, opacity=0.5, description=parts.spoken(lines))
        .encode(
            x=_place(alt.X, "x"),
            y=_place(alt.Y, "y"),
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth(
                "shared:Q", scale=alt.Scale(domain=[1, 12], range=[0.7, 6], clamp=True), legend=None
            ),
            tooltip=lines,
        )
    )


def _dots() -> Any:
    lines = [
        parts.says("Account", "account"),
        parts.says_count("Reviews in all", "reviews"),
        parts.says_count("Products shared with the centre", "shared"),
    ]
    picked = parts.pick("account_id")
    return (
        alt.Chart(alt.NamedData("nodes"), name="nodes")
        .mark_point(
            filled=True,
            stroke=theme.GROUND,
            strokeWidth=1,
            opacity=1,
            description=parts.spoken(lines),
        )
        .encode(
            x=_place(alt.X, "x"),
            y=_place(alt.Y, "y"),
            color=alt.condition(
                "datum.role === 'centre'", alt.value(theme.CENTRE), alt.value(theme.OBSERVED)
            ),
            size=alt.Size(
                "reviews:Q", scale=alt.Scale(type="sqrt", range=[60, 420], zero=True), legend=None
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=lines,
        )
        .add_params(picked)
    )


def _names() -> Any:
    return (
        alt.Chart(alt.NamedData("nodes"), name="names")
        .mark_text(dy=-13, fontSize=11, color=theme.TEXT, aria=False)
        .encode(x=_place(alt.X, "x"), y=_place(alt.Y, "y"), text="name:N")
    )


def _title(nodes: pl.DataFrame) -> str:
    centre = nodes.filter(role="centre")["account_id"][0]
    others = nodes.filter(pl.col("role") != "centre")
    met = parts.counted(others.height, "account")
    verb = "meets" if others.height == 1 else "meet"
    most = parts.counted(int(others["shared"].to_numpy().max()), "product")
    return f"{met} {verb} {parts.short(centre, 24)} within days, the closest on {most}"
