from __future__ import annotations

import polars as pl

from kit.blocks import BLOCKS, find_blocks
from tests.blocks.market import PARAMS, rows
from tests.rings.market import crowd, pool

PLACES = [3, 40, 77, 90, 120]


def found(given: list[list[int]]) -> pl.DataFrame:
    return find_blocks(rows(given).lazy(), PARAMS).collect()


def test_a_pool_is_one_block_and_nobody_else() -> None:
    blocks = found([*crowd(5), *pool(3000, 12, PLACES, 0.8, seed=5)])
    assert set(blocks["a"]) <= set(range(3000, 3012))
    assert blocks["a"].n_unique() >= 10
    assert blocks["block"].n_unique() == 1
    assert {place["place"] // 2 for place in blocks["places"][0]} == set(PLACES)
    assert blocks["n_met"].is_between(2, len(PLACES)).all()


def test_two_pools_are_two_blocks() -> None:
    second = [[a, product + 5, day + 400] for a, product, day in pool(3020, 12, PLACES, 0.8, 7)]
    blocks = found([*crowd(6), *pool(3000, 12, PLACES, 0.8, seed=6), *second])
    sides = blocks.group_by("block").agg(pl.col("a").min().alias("low"), pl.col("a").max())
    assert [(low // 20, high // 20) for low, high in sorted(sides.select("low", "a").rows())] == [
        (150, 150), (151, 151),
    ]  # fmt: skip


def test_accounts_that_act_for_themselves_make_no_block() -> None:
    for seed in range(4):
        assert found(crowd(seed, accounts=500, products=60, each=6)).is_empty()


def test_nothing_in_is_nothing_out() -> None:
    empty = find_blocks(rows(crowd(1)).clear().lazy(), PARAMS).collect()
    assert empty.schema == pl.Schema(BLOCKS)


def test_a_market_without_a_core_has_no_block() -> None:
    assert found([[account, account, 200] for account in range(9)]).is_empty()
