from __future__ import annotations

from pathlib import Path

from kit.detectors import DETECTORS
from tests.case_rows import Row, case_of, derived
from tests.rings.orders import market, orders


def rings(rows: list[Row], folder: Path) -> list[Row]:
    return derived(case_of(rows, folder), "rings", dict(DETECTORS["reviewer_ring"].bind()))


def test_a_pool_is_one_ring_with_the_windows_it_served(tmp_path: Path) -> None:
    found = rings([*market(), *orders(8, 7)], tmp_path)
    assert len(found) == 8
    assert len({row["ring"] for row in found}) == 1
    assert len(found[0]["windows"]) == 7
    assert all(row["p_account"] < 1e-4 for row in found)


def test_a_market_without_orders_has_none(tmp_path: Path) -> None:
    assert rings(market(), tmp_path) == []


def test_parameters_bound_who_may_speak(tmp_path: Path) -> None:
    case = case_of([*market(), *orders(8, 7)], tmp_path)
    given = dict(DETECTORS["reviewer_ring"].bind())
    for name, value in (("max_crowd", 2), ("launch_days", 10_000), ("max_verdicts", 3)):
        assert derived(case, "rings", {**given, name: value}) == []
