from __future__ import annotations

import polars as pl

from kit.rings import RINGS, find_rings
from tests.rings.market import PARAMS, crowd, points, pool, verdicts

PLACES = [3, 40, 77, 90, 120]


def found(rows: list[list[int]]) -> pl.DataFrame:
    frame = verdicts(rows)
    partners = points(frame).group_by("row").agg(partners="partner")
    named = (
        frame.with_columns(pl.col("row").cast(pl.Int64))
        .join(partners, on="row", how="left", maintain_order="left")
        .with_columns(slow_partners="partners")
    )
    return find_rings(named.lazy(), PARAMS).collect()


def test_a_pool_is_found_whole_and_nobody_else() -> None:
    rings = found([*crowd(5), *pool(3000, 12, PLACES, 0.7, seed=5)])
    assert set(rings["a"]) <= set(range(3000, 3012))
    assert rings["a"].n_unique() >= 10
    assert rings["ring"].n_unique() == 1
    assert {window["place"] // 2 for window in rings["windows"][0]} == set(PLACES)


def test_two_pools_are_two_rings() -> None:
    second = [[a, product + 5, day + 400] for a, product, day in pool(3020, 12, PLACES, 0.7, 7)]
    rings = found([*crowd(6), *pool(3000, 12, PLACES, 0.7, seed=6), *second])
    sides = rings.group_by("ring").agg(pl.col("a").min().alias("low"), pl.col("a").max())
    assert sorted(sides.select("low", "a").rows()) == [(3000, 3011), (3020, 3031)]


def test_accounts_that_act_for_themselves_make_no_ring() -> None:
    for seed in range(4):
        assert found(crowd(seed, accounts=500, products=60, each=6)).is_empty()


def test_four_friends_are_no_ring() -> None:
    assert found([*crowd(7), *pool(3000, 4, PLACES, 1.0, seed=7)]).is_empty()


def test_nothing_in_is_nothing_out() -> None:
    empty = find_rings(verdicts(crowd(1)).clear().lazy(), PARAMS).collect()
    assert empty.schema == pl.Schema(RINGS)
