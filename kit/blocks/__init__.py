"""Dense blocks: accounts that share products as nobody else does, and whether at the same time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from kit.blocks.dates import timing
from kit.blocks.market import Ints, Market
from kit.blocks.partners import partners
from kit.blocks.peeling import FEWEST_MEMBERS, dense_blocks
from kit.detector import Value
from kit.statistics import q_values

BLOCKS: dict[str, Any] = {
    "block": pl.Int64,
    "a": pl.Int64,
    "n_met": pl.Int64,
    "n_close": pl.Int64,
    "expected": pl.Float64,
    "p_block": pl.Float64,
    "n_tests": pl.Int64,
    "places": pl.List(pl.Struct({"place": pl.Int64, "first": pl.Int64, "last": pl.Int64})),
}

REPORTED = 0.1
"""Largest p-value of a block that is told."""

FEWEST_MET, OTHERS = 2, 2
"""Products on which a member came at the same time as so many others of the block."""

_DAYS = 1 << 20
"""More days than any market lasts: cell and day make one sorted number."""


def find_blocks(rows: pl.LazyFrame, params: Mapping[str, Value]) -> pl.LazyFrame:
    """Return the members of every dense block whose accounts come at the same time.

    Parameters
    ----------
    rows : polars.LazyFrame
        Verdicts in order of place and day: a, place, day, n_verdicts.
    params : mapping
        stretch_days, days, max_crowd, max_verdicts.

    Returns
    -------
    polars.LazyFrame
        Columns of `BLOCKS`, a row for each member. `n_met` counts products on which the account
        came with others; `n_close` pairs of verdicts within `days` on one product in the block and
        `expected` as many by chance; `p_block` is corrected for `n_tests`, the blocks that were
        looked at, as Simes does: the smallest is that of the market. `places` are the block's
        stretches of days on products, `last` inclusive.
    """
    verdicts = rows.collect()
    if verdicts.is_empty():
        return pl.LazyFrame(schema=BLOCKS)
    market = Market.of(verdicts, params)
    core = np.flatnonzero(market.core)
    if not core.size:
        return pl.LazyFrame(schema=BLOCKS)
    graph = market.account[core], market.cell[core]
    pairs = partners(*graph, market.stretch[core])
    blocks = [core[part] for part in dense_blocks(*graph, *pairs)]
    days = int(params["days"])
    timings = [timing(market, block, days) for block in blocks]
    p = q_values(np.array([one.p for one in timings], dtype=float))
    told = [
        _members(market, block, days).select(
            pl.lit(at, pl.Int64).alias("block"),
            "a",
            "n_met",
            pl.lit(seen.close, pl.Int64).alias("n_close"),
            pl.lit(seen.expected).alias("expected"),
            pl.lit(float(p[at])).alias("p_block"),
            pl.lit(len(blocks), pl.Int64).alias("n_tests"),
            "places",
        )
        for at, (block, seen) in enumerate(zip(blocks, timings, strict=True))
        if p[at] <= REPORTED
    ]
    members = pl.concat([pl.DataFrame(schema=BLOCKS), *told])
    return members.filter(pl.len().over("block") >= FEWEST_MEMBERS).lazy()


def _members(market: Market, block: Ints, days: int) -> pl.DataFrame:
    """Return the accounts that came with others on several products: a, n_met, places."""
    key = market.cell[block] * _DAYS + market.day[block]
    near = np.searchsorted(key, key + days, "right") - np.searchsorted(key, key - days)
    rows = pl.DataFrame(
        {
            "a": market.account[block],
            "place": market.place[block],
            "cell": market.cell[block],
            "day": market.day[block],
            "met": near > OTHERS,
        }
    )
    # A product is two places, liked and not.
    met = rows.filter("met").group_by("a").agg(n_met=(pl.col("place") // 2).n_unique())
    members = met.filter(pl.col("n_met") >= FEWEST_MET).sort("a")
    places = (
        rows.join(members, on="a", how="semi")
        .group_by("cell")
        .agg(pl.col("place").first(), first=pl.col("day").min(), last=pl.col("day").max())
        .sort("cell")
        .select("place", "first", "last")
        .to_dicts()
    )
    listed = pl.Series("places", [places] * members.height, dtype=BLOCKS["places"])
    return members.with_columns(listed, n_met=pl.col("n_met").cast(pl.Int64))
