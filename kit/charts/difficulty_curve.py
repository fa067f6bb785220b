"""How much of a kind of paid reviewing is found, as whoever does it grows more careful."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.curve_parts import Curves, share_axis
from kit.charts.figure import Figure, nothing

HOW = (
    "A dot is the share of what was planted that was named, with one setting of the dial; the bar "
    "is its 95 % interval over plans. Markets are made for each setting."
)
COLOURS = {
    "account": theme.OBSERVED,
    "product": theme.UNUSUAL,
    "review": theme.CENTRE,
    "window": "#E69F00",
    "pair": "#A1246B",
    "group": theme.EXPECTED,
}


def difficulty_curve(curve: pl.DataFrame) -> Figure:
    """Draw recall along one archetype's dial.

    Parameters
    ----------
    curve : polars.DataFrame
        `kit.practice.scoring.difficulty_curve`, of one archetype: archetype, dial, value,
        entity_kind, plans, there, named, recall, low, high.

    Returns
    -------
    Figure
        Selection: `picked` (entity_kind: the curve clicked).
    """
    if curve.is_empty():
        return nothing("no setting was tried", HOW)
    table = curve.sort("entity_kind", "value").select(
        "entity_kind", "dial", "value", "plans", "there", "named", "recall", "low", "high"
    )
    return Figure(
        _chart,
        data={"curve": table},
        title=_title(curve),
        how=HOW,
        table=table,
        order="by kind and value",
    )


def _chart() -> Any:
    scale = alt.Scale(zero=False, nice=False, padding=20)
    x = alt.X("value:Q", title="Value of the dial", scale=scale)
    curves = Curves(x, COLOURS, "entity_kind", "Named")
    says = [
        parts.says("Named", "entity_kind"),
        parts.says("Dial", "dial"),
        parts.says("Value", "value", "Q", ".3~g"),
        parts.says("Recall", "recall", "Q", ".0%"),
        parts.says_count("Planted", "there"),
        parts.says_count("Plans", "plans"),
    ]
    return alt.layer(
        curves.lines("recall", 0.6),
        curves.bars("intervals", 0.3),
        curves.dots(share_axis("recall", "Share named"), 70, says),
    ).properties(height=theme.HEIGHT)


def _title(curve: pl.DataFrame) -> str:
    """Say how the best-found kind fares at both ends of the dial."""
    best = curve.group_by("entity_kind").agg(pl.col("recall").mean())
    kind = best.sort(["recall", "entity_kind"], descending=[True, False])["entity_kind"][0]
    ends = curve.filter(pl.col("entity_kind") == kind).sort("value")
    low, high = ends.row(0, named=True), ends.row(-1, named=True)
    return (
        f"{low['archetype']}: {low['recall']:.0%} of {kind}s named with {low['dial']} = "
        f"{low['value']:g}, {high['recall']:.0%} with {high['value']:g}"
    )
