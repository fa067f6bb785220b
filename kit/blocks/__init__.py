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
    judged = pl.DataFrame(
        {
            "block": np.arange(len(blocks)),
            "n_close": [one.close for one in timings],
            "expected": [one.expected for one in timings],
            "p_block": p,
        },
        schema_overrides={"n_close": pl.Int64, "expected": pl.Float64},
    ).with_columns(n_tests=pl.lit(len(blocks), pl.Int64))
    told = np.flatnonzero(p <= REPORTED)
    members = _members(market, [blocks[at] for at in told], told, days)
    return members.join(judged, on="block").sort("block", "a").select(list(BLOCKS)).lazy()


def _members(market: Market, blocks: list[Ints], number: Ints, days: int) -> pl.DataFrame:
    """Return the accounts that came with others on several products: block, a, n_met, places."""
    block = np.repeat(number, [rows.size for rows in blocks])
    row = np.concatenate([number[:0], *blocks])
    key = (block * market.cell.size + market.cell[row]) * _DAYS + market.day[row]
    near = np.searchsorted(key, key + days, "right") - np.searchsorted(key, key - days)
    rows = pl.DataFrame(
        {
            "block": block,
            "a": market.account[row],
            "place": market.place[row],
            "cell": market.cell[row],
            "day": market.day[row],
            "met": near > OTHERS,
        }
    )
    members = (
        rows.filter("met")
        .group_by("block", "a")
        # A product is two places, liked and not.
        .agg(n_met=(pl.col("place") // 2).n_unique().cast(pl.Int64))
        .filter(pl.col("n_met") >= FEWEST_MET)
        .filter(pl.len().over("block") >= FEWEST_MEMBERS)
    )
    places = (
        rows.join(members, on=["block", "a"], how="semi")
        .group_by("block", "cell")
        .agg(pl.col("place").first(), first=pl.col("day").min(), last=pl.col("day").max())
        .sort("block", "cell")
        .group_by("block")
        .agg(places=pl.struct("place", "first", "last"))
    )
    return members.join(places, on="block")
