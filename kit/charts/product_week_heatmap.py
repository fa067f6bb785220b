"""Products by weeks: which weeks are unusual, and whether they fall together."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "A row is a product, the most surprising on top; a cell is a week with reviews. Its colour "
    "says how rarely an ordinary week of the product would hold as many."
)
RARITY = ("more often", "1 in 100", "1 in 10,000", "1 in 100 million")
LIMITS = (2, 4, 8)
"""Where a rarity begins, in -log10 of a chance."""

ROW = 14


def product_week_heatmap(cells: pl.DataFrame) -> Figure:
    """Draw weeks of several products, coloured by surprise.

    Parameters
    ----------
    cells : polars.DataFrame
        `kit.views.heat_cells`: product_id, start, end (Date, exclusive), reviews, expected,
        surprise (-log10 of a chance), the most surprising product first.

    Returns
    -------
    Figure
        Selections: `brush` (start: interval of time), `picked` (product_id: the row clicked).
    """
    if cells.is_empty():
        return nothing("no product was reviewed in more than one week", HOW)
    ordered = cells.sort(["surprise", "product_id", "start"], descending=[True, False, False])
    return Figure(
        _chart,
        data={"cells": _labelled(cells)},
        title=_title(ordered),
        how=HOW,
        table=ordered.select("product_id", "start", "end", "reviews", "expected", "surprise"),
        order="most surprising first",
    )


def _chart() -> Any:
    lines = [
        parts.says("Product", "product"),
        parts.says_day("From", "start"),
        parts.says_day("to before", "end"),
        parts.says_count("Reviews", "reviews"),
        parts.says("Expected", "expected", "Q", ",.1f"),
        parts.says("An ordinary week holds as many", "rarity"),
    ]
    brush, picked = parts.brush(), parts.pick("product_id")
    return (
        alt.Chart(alt.NamedData("cells"), name="cells")
        .mark_rect(description=parts.spoken(lines))
        .encode(
            x=parts.time_axis("start", "Week"),
            x2="end:T",
            y=alt.Y(
                "product:N",
                title="Product",
                sort=alt.EncodingSortField(field="rank", op="min"),
                scale=alt.Scale(paddingInner=0.12),
                axis=alt.Axis(labelOverlap=False),
            ),
            color=alt.Color(
                "rarity:O",
                title="An ordinary week holds as many",
                sort=None,
                scale=alt.Scale(domain=list(RARITY), range=list(theme.SURPRISE)),
            ),
            opacity=alt.condition(brush & picked, alt.value(1), alt.value(0.3)),
            tooltip=lines,
        )
        .add_params(brush, picked)
        .properties(height=alt.Step(ROW))
    )


def _labelled(cells: pl.DataFrame) -> pl.DataFrame:
    """Give each product a label of its own (ids may look the same once cut), each cell a rarity."""
    products = (
        cells.select("product_id")
        .unique(maintain_order=True)
        .with_row_index("rank", offset=1)
        .with_columns(parts.label("product_id", 24).alias("product"))
    )
    same = pl.col("product").is_duplicated()
    products = products.with_columns(
        product=pl.when(same).then(pl.format("{} ({})", "product", "rank")).otherwise("product")
    )
    return cells.join(products, on="product_id", maintain_order="left").with_columns(
        pl.sum_horizontal(pl.col("surprise") >= limit for limit in LIMITS)
        .replace_strict(dict(enumerate(RARITY)), return_dtype=pl.String)
        .alias("rarity")
    )


def _title(ordered: pl.DataFrame) -> str:
    high = ordered.filter(pl.col("surprise") >= LIMITS[1])["product_id"].n_unique()
    shown = parts.counted(ordered["product_id"].n_unique(), "product")
    top = ordered.row(0, named=True)
    count = parts.counted(int(top["reviews"]), "review")
    return (
        f"{high:,} of {shown} with a 1-in-10,000 week; "
        f"rarest: {count} from {top['start']}, {top['expected']:,.1f} expected"
    )
