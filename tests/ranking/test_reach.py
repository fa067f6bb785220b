from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.ranking.reach import LAUNCH_DAYS, REACHED, follow_pairs, follow_windows, windows
from tests.case_rows import case_of, review, steady
from tests.ranking.market import launch, ordinary, ring

BURST = [review(f"x{n}", "p3", 140 + n % 3, 1 + 4 * (n % 2)) for n in range(40)]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    return case_of(steady(products=8, weeks=40) + BURST, tmp_path_factory.mktemp("reach"))


@pytest.fixture(scope="module")
def held(case: kit.Case) -> pl.DataFrame:
    burst = kit.screen(case, [kit.DETECTORS["review_burst"]], save=False)
    return windows(burst, 0.05)


def test_the_strongest_of_overlapping_windows_stays(case: kit.Case, held: pl.DataFrame) -> None:
    findings = kit.screen(case, [kit.DETECTORS["review_burst"]], save=False)
    assert findings.height > held.height == 1
    assert held["p_value"][0] == findings["p_value"].min()


def test_a_window_reaches_every_review_of_its_product(case: kit.Case, held: pl.DataFrame) -> None:
    reached = follow_windows(case, held)
    assert set(reached.columns) == {*REACHED, "inside"}
    assert set(reached["product_id"]) == {"p3"}
    assert reached.height == 80
    inside = set(reached.filter(pl.col("inside"))["account_id"])
    assert inside >= {f"x{n}" for n in range(40)}
    window = held.row(0, named=True)
    ordinary_inside = window["expected"] / (80 - window["n_meant"] + window["expected"])
    assert reached["chance"].to_list() == [pytest.approx(ordinary_inside)] * 80
    assert ordinary_inside < 0.2


def test_a_window_of_verified_purchases_reaches_only_these(tmp_path: Path) -> None:
    kinds = (True, False, None)
    rows = [{**row, "verified": kinds[n % 3]} for n, row in enumerate(BURST)]
    stated = case_of(steady(products=8, weeks=40) + rows, tmp_path)
    burst = windows(kit.screen(stated, [kit.DETECTORS["review_burst"]], save=False), 0.05)
    reached = follow_windows(stated, burst.with_columns(meant=pl.lit("verified")))
    assert set(reached["account_id"]) == {f"x{n}" for n in range(0, 40, 3)}


def test_no_window_reaches_nobody(case: kit.Case, held: pl.DataFrame) -> None:
    reached = follow_windows(case, held.clear())
    assert reached.is_empty()
    assert set(reached.columns) == {*REACHED, "inside"}


def test_the_first_weeks_of_a_product_reach_nobody(tmp_path: Path) -> None:
    launched = case_of(ordinary() + launch(200), tmp_path)
    findings = kit.screen(launched, [kit.DETECTORS["thin_account_burst"]], save=False)
    ages = findings["evidence"].str.json_path_match("$.product_age_days").cast(pl.Int64)
    assert (findings["q_value"] <= 0.05).any()
    assert (ages < LAUNCH_DAYS).all()
    assert windows(findings, 0.05).is_empty()


def test_a_pair_reaches_the_reviews_at_which_it_met(tmp_path: Path) -> None:
    apart = [review("ring0", "order0", 300, 5, "client0", "C")]
    ringed = case_of(ordinary() + ring(members=2) + apart, tmp_path)
    findings = kit.screen(ringed, [kit.DETECTORS["co_review_pair"]], save=False)
    met = follow_pairs(ringed, findings, 0.05, 7)
    assert met.group_by("account_id").len().sort("account_id").rows() == [
        ("ring0", 8),
        ("ring1", 8),
    ]
    assert follow_pairs(ringed, findings.clear(), 0.05, 7).is_empty()
