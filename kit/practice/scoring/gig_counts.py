"""Counts over gig markets, a row for each measure, and the shares that they make over seeds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from kit.practice.scoring.tables import interval

COUNTS: dict[str, Any] = {
    "market": pl.String,
    "seed": pl.Int64,
    "part": pl.String,
    "measure": pl.String,
    "hits": pl.Int64,
    "of": pl.Int64,
}
"""Columns of counts: so many of so many, in one market. `part` is what was scored."""

Count = tuple[str, int, int]
"""A measure, hits, of how many."""

_DIGITS = 3


def counts(market: str, seed: int, part: str, measured: Iterable[Count]) -> pl.DataFrame:
    """Return measures of one market: columns of `COUNTS`."""
    rows = [(market, seed, part, *each) for each in measured]
    return pl.DataFrame(rows, schema=COUNTS, orient="row")


def shares(found: pl.DataFrame, part: str) -> pl.DataFrame:
    """Sum a part's measures over seeds.

    Parameters
    ----------
    found : polars.DataFrame
        Columns of `COUNTS`.
    part : str

    Returns
    -------
    polars.DataFrame
        measure, market, markets, hits, of, share, and low to high: 95 % of the shares of seeds
        drawn with replacement. NULL for both where all markets have the same share: draws of what
        does not differ say nothing.
    """
    rows = []
    held = found.filter(pl.col("part") == part, pl.col("of") > 0)
    for (measure, market), each in held.group_by("measure", "market", maintain_order=True):
        hits, of = (each[name].to_numpy().astype(float) for name in ("hits", "of"))
        low, high = interval(hits, of) if len(set(hits / of)) > 1 else (None, None)
        rows.append((measure, market, each.height, int(hits.sum()), int(of.sum()), low, high))
    return (
        pl.DataFrame(
            rows,
            schema={
                **dict.fromkeys(("measure", "market"), pl.String),
                **dict.fromkeys(("markets", "hits", "of"), pl.Int64),
                **dict.fromkeys(("low", "high"), pl.Float64),
            },
            orient="row",
        )
        .with_columns(share=pl.col("hits") / pl.col("of"))
        .with_columns(pl.selectors.float().round(_DIGITS))
        .select("measure", "market", "markets", "hits", "of", "share", "low", "high")
    )
