"""Markets of verdicts for tests of the search: who liked what, and when."""

from __future__ import annotations

import numpy as np
import polars as pl

from kit.rings.market import Market

PARAMS = {
    "span_days": 21, "slow_days": 150, "apart_days": 180, "max_crowd": 60, "launch_days": 28,
    "max_verdicts": 60,
}  # fmt: skip


def crowd(seed: int, accounts: int = 3000, products: int = 300, each: int = 4) -> list[list[int]]:
    """Return (account, product, day) of accounts that act for themselves over three years."""
    chance = np.random.default_rng(seed)
    return [
        [account, int(product), int(chance.integers(100, 1200))]
        for account in range(accounts)
        for product in chance.choice(products, each, replace=False)
    ]


def pool(first: int, accounts: int, products: list[int], fill: float, seed: int) -> list[list[int]]:
    """Return (account, product, day) of a pool that serves one product after another."""
    chance = np.random.default_rng(seed)
    return [
        [first + account, product, 200 + 20 * order + int(chance.integers(0, 14))]
        for order, product in enumerate(products)
        for account in range(accounts)
        if chance.random() < fill
    ]


def verdicts(rows: list[list[int]], brand_of: int = 1) -> pl.DataFrame:
    """Return the columns of the table `verdicts` that the search reads, in its order.

    `brand_of` products make a brand.
    """
    frame = pl.DataFrame(rows, schema=["a", "product", "day"], orient="row").unique(
        ["a", "product"], keep="first", maintain_order=True
    )
    return (
        frame.with_columns(
            place=2 * pl.col("product") + 1,
            topic=pl.lit(1),
            maker=pl.col("product") // brand_of,
            quarter=pl.col("day") // 91,
            age=pl.lit(100),
            act=pl.struct("a", "product").rank("dense"),
        )
        .sort("place", "day", "a")
        .with_row_index("row")
    )


def market(rows: list[list[int]], brand_of: int = 1, **params: int) -> Market:
    """Return the market of these rows."""
    return Market.of(verdicts(rows, brand_of), {**PARAMS, **params}, 21)


def points(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every two verdicts of one account on two products, as row and partner."""
    side = frame.select("a", "place", row=pl.col("row").cast(pl.Int64))
    return (
        side.join(side.rename({"row": "partner", "place": "q"}), on="a")
        .filter(pl.col("place") // 2 < pl.col("q") // 2)
        .select("row", "partner")
        .sort("row", "partner")
    )
