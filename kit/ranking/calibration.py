"""How often do accounts that no one paid score as high? Read from a grid of practice markets.

The grid comes with the kit; `kit evaluate --grid` makes it again. `kit evaluate --like CASE`
measures the same exactly, for one case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl

from kit.case import Case
from kit.ranking.strength import scores
from kit.statistics import Array, clopper_pearson

LEVELS = (0.0, *(half / 2 for half in range(1, 13)), *map(float, range(7, 13)), 15.0, 20.0, 30.0)
"""Scores at which the grid counts. A score is -log10 of the p-value behind an account's q-value:
the q-value itself depends on who else is in the market, the p-value means the same in each."""

SHOWS = 3.0
"""Score from which an account's evidence shows: one in a thousand, were the p-values exact."""

FAR = 3.0
"""A case this many times larger or smaller than its cell lies outside the grid."""

_WHERE = {"reviews": pl.Int64, "per_product": pl.Int64, "brands": pl.Boolean, "texts": pl.Boolean}
CELL = tuple(_WHERE)
INNOCENTS = pl.Schema(
    {
        **_WHERE,
        "markets": pl.Int64,
        "innocents": pl.Int64,
        "score": pl.Float64,
        "as_high": pl.Int64,
        "squares": pl.Int64,
    }
)
"""Accounts of null markets at or above each score. `squares` sums, over circles of innocents who
did something together, the square of how many of it score this high."""

PAID_ACCOUNTS = pl.Schema(
    {
        **_WHERE,
        "archetype": pl.String,
        "accounts": pl.Int64,
        "showing": pl.Int64,
        "reviews_by": pl.Int64,
        "showing_reviews": pl.Int64,
    }
)
"""Paid accounts, those that score `SHOWS` or higher, and the reviews that each wrote."""

AS_HIGH: dict[str, type[pl.DataType]] = {
    "innocents": pl.Int64,
    "as_high": pl.Int64,
    "as_high_low": pl.Float64,
    "as_high_high": pl.Float64,
    "cell": pl.String,
}
"""What suspects get: of `innocents` accounts that no one paid, `as_high` score this high; the exact
95 % interval of that share; and the practice markets that this is of."""


@dataclass(frozen=True)
class Grid:
    """All cells: frames with the columns of `INNOCENTS` and `PAID_ACCOUNTS`."""

    innocents: pl.DataFrame
    paid: pl.DataFrame


@dataclass(frozen=True)
class Likest:
    """The cell most like a case.

    Parameters
    ----------
    grid : Grid
        Rows of this cell alone.
    words : str
        What its markets are like, and how far the case lies outside the grid.
    """

    grid: Grid
    words: str


@lru_cache(maxsize=1)
def shipped() -> Grid:
    """Return the grid that comes with the kit."""
    here = files("kit.ranking")
    return Grid(
        *(
            pl.read_csv(here.joinpath(f"calibration_{name}.csv").read_bytes(), schema=schema)
            for name, schema in (("innocents", INNOCENTS), ("paid", PAID_ACCOUNTS))
        )
    )


def likest(case: Case, grid: Grid | None = None) -> Likest:
    """Return the cell nearest to a case, by the logarithms of its size and reviews per product.

    Parameters
    ----------
    case : Case
        With a review or more.
    grid : Grid, optional
        That of `shipped` by default.
    """
    held = shipped() if grid is None else grid
    size = case.sql(
        "select count(*) as reviews, count(*) / greatest(count(distinct product_id), 1) "
        "as per_product, count(brand) > 0 as brands from reviews"
    ).row(0, named=True)
    alike = held.innocents.filter(pl.col("brands") == size["brands"])
    for name in ("reviews", "per_product"):
        off = (pl.col(name) / max(size[name], 1)).log().abs()
        # Of two that are as far, the smaller: sorted by the value itself.
        alike = alike.filter(pl.col(name) == pl.col(name).sort_by(off, name).first())
    cell = alike.row(0, named=True)
    this = pl.all_horizontal(pl.col(name) == cell[name] for name in CELL)
    return Likest(Grid(alike, held.paid.filter(this)), _words(cell, size))


def _words(cell: Mapping[str, Any], size: Mapping[str, Any]) -> str:
    said = (
        f"practice markets of {cell['reviews']:,} reviews, {cell['per_product']} a product, brands "
        + ("known" if cell["brands"] else "unknown")
        + ("" if cell["texts"] else ", without texts")
    )
    far = [
        f"{size[name] / cell[name]:.2g} times as many {what}"
        for name, what in (("reviews", "reviews"), ("per_product", "a product"))
        if not 1 / FAR <= size[name] / cell[name] <= FAR
    ]
    return said + (f"; outside the grid: this case has {' and '.join(far)}" if far else "")


def as_high(cell: Likest, p_values: Array) -> pl.DataFrame:
    """Return how many innocents of a cell score as high as each p-value says; `AS_HIGH`.

    A score is rounded down to the next level of the grid, so that never too few are counted.
    Innocents of one circle score together, which the interval does not know.
    """
    levels = cell.grid.innocents.sort("score")
    at = np.searchsorted(levels["score"].to_numpy(), scores(p_values), side="right") - 1
    found = levels.select(pl.all().gather(at))
    counts = found.select(pl.col("as_high", "innocents").cast(pl.Float64))
    low, high = clopper_pearson(counts["as_high"].to_numpy(), counts["innocents"].to_numpy())
    return found.select(
        "innocents",
        "as_high",
        as_high_low=pl.Series(low).round_sig_figs(3),
        as_high_high=pl.Series(high).round_sig_figs(3),
        cell=pl.lit(cell.words),
    )


def sentence(suspect: Mapping[str, Any]) -> str:
    """Return what the grid says of a suspect; nothing where it says nothing.

    Parameters
    ----------
    suspect : mapping
        A row of `kit.suspects`.
    """
    if suspect["innocents"] is None:
        return ""
    return (
        f"Of {suspect['innocents']:,} accounts that no one paid, {suspect['as_high']:,} "
        f"score{'s' if suspect['as_high'] == 1 else ''} this high "
        f"(95 %: {suspect['as_high_low']:.2g} to {suspect['as_high_high']:.2g} of them), "
        f"in {suspect['cell']}."
    )
