from __future__ import annotations

import json

import polars as pl
import pytest

from kit.ranking.families import ALONE, TOGETHER
from kit.ranking.window_families import of_windows, window_routes
from kit.screening import FINDINGS

FAMILIES = (*TOGETHER, *ALONE)
TESTED = {"timing", "rating", "compensation"}


def wide(**p: float | None) -> pl.DataFrame:
    row = {family: p.get(family) for family in FAMILIES}
    return pl.DataFrame([row], schema=dict.fromkeys(FAMILIES, pl.Float64))


def finding(detector: str, family: str, p: float, age: int = 100) -> dict[str, object]:
    return {
        "detector": detector, "family": family, "entity_kind": "window", "entity_id": "w",
        "p_value": p, "product_id": "p", "evidence": json.dumps({"product_age_days": age}),
    }  # fmt: skip


def found(*rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=FINDINGS)


@pytest.mark.parametrize("family", ["timing", "rating", "account", "ring", "text"])
def test_one_kind_of_evidence_names_no_window(family: str) -> None:
    assert window_routes(wide(**{family: 1e-300}), TESTED).survive(1)[0] > 0.05


def test_both_must_speak_and_the_weaker_counts() -> None:
    ways = window_routes(wide(timing=1e-9, rating=1e-6), TESTED)
    assert ways.names == ("joint", "compensation")
    assert ways.p.tolist() == [[1e-6, 1]]
    assert ways.strongest is not None
    assert ways.strongest.tolist() == [1e-9]


def test_verified_purchases_may_name_alone() -> None:
    assert window_routes(wide(compensation=1e-9), TESTED).p[0].tolist() == [0.5, 1e-9]


@pytest.mark.parametrize("tested", [set(), {"timing"}, {"rating", "account"}])
def test_what_was_not_tested_cannot_agree(tested: set[str]) -> None:
    ways = window_routes(wide(timing=1e-9, rating=1e-6, compensation=1e-9), tested)
    assert ways.p.tolist() == [[1]]


def test_ordinary_windows_beside_cost_nothing() -> None:
    """A hundred products that are ordinary at any time: the one that both speak of is named."""
    several = pl.concat([wide(timing=1e-9, rating=0.01)] + [wide(timing=0.09)] * 100)
    q = window_routes(several, TESTED).survive(101)
    assert q[0] == pytest.approx(0.01 * 0.35 / 0.25)
    assert (q[1:] > 0.5).all()


def test_no_window_has_no_p_value() -> None:
    assert window_routes(wide().clear(), TESTED).survive(10).shape == (0,)


def test_detectors_of_one_family_share_a_window() -> None:
    both = found(
        finding("review_burst", "timing", 1e-6), finding("thin_account_burst", "timing", 1e-3)
    )
    assert of_windows(both)["timing"].to_list() == [2e-6]
    assert of_windows(both)["product_id"].to_list() == ["p"]


def test_a_launch_is_left_out() -> None:
    assert of_windows(found(finding("review_burst", "timing", 1e-6, age=27))).is_empty()
    assert of_windows(found(finding("review_burst", "timing", 1e-6, age=28))).height == 1
