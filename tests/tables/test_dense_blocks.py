from __future__ import annotations

from pathlib import Path

from kit.detectors import DETECTORS
from tests.case_rows import Row, case_of, derived
from tests.rings.orders import market, orders


def blocks(rows: list[Row], folder: Path) -> list[Row]:
    return derived(case_of(rows, folder), "dense_blocks", dict(DETECTORS["dense_block"].bind()))


def test_a_pool_is_one_block_with_the_products_it_served(tmp_path: Path) -> None:
    found = blocks([*market(), *orders(8, 7)], tmp_path)
    assert len(found) == 8
    assert len({row["block"] for row in found}) == 1
    assert len({place["place"] for place in found[0]["places"]}) >= 6
    assert all(row["p_block"] <= 0.01 for row in found)
    assert all(row["n_close"] > 1.5 * row["expected"] for row in found)


def test_a_market_without_orders_has_none(tmp_path: Path) -> None:
    assert blocks(market(), tmp_path) == []


def test_parameters_bound_who_may_speak(tmp_path: Path) -> None:
    case = case_of([*market(), *orders(8, 7)], tmp_path)
    given = dict(DETECTORS["dense_block"].bind())
    for name, value in (("max_crowd", 2), ("launch_days", 10_000), ("max_verdicts", 3)):
        assert derived(case, "dense_blocks", {**given, name: value}) == []
