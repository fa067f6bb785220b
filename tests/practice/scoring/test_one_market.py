"""One market of literal rows, scored: the whole, each detector alone, each family left out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import kit
from kit.practice.scoring.one_market import NAMINGS, RANKINGS, Scored, Task, score_case, spread
from kit.practice.truth import TRUTH
from tests.case_rows import case_of
from tests.ranking.market import ordinary, ring

RING = [f"ring{n}" for n in range(4)]
PLAN = {"plan": "ring-1", "archetype": "ring", "guilty": True, "entity_kind": "account"}
TRUE = pl.DataFrame([{**PLAN, "entity_id": name, "role": "member"} for name in RING], schema=TRUTH)


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    case = case_of(ordinary() + ring(), tmp_path_factory.mktemp("one"))
    task = Task("guilty", 3, 1_632, None, None, draws=20, parts=True)
    return score_case(case, TRUE, task)


def paid_accounts(scored: Scored, part: str, of: str) -> int:
    rows = scored.namings.filter(part=part, of=of, entity_kind="account", standing="paid", fdr=0.05)
    return int(rows.filter(pl.col("archetype").is_null())["named"].sum())


def measured(scored: Scored, part: str, of: str, metric: str = "ap") -> float:
    rows = scored.rankings.filter(part=part, of=of, entity_kind="account", metric=metric)
    return float(rows["value"].item())


def test_results_have_their_columns(scored: Scored) -> None:
    assert scored.namings.schema == pl.Schema(NAMINGS)
    assert scored.rankings.schema == pl.Schema(RANKINGS)
    assert scored.namings.select("market", "seed").unique().rows() == [("guilty", 3)]


def test_the_ring_leads_and_is_named(scored: Scored) -> None:
    assert paid_accounts(scored, "all", "") == 4
    assert measured(scored, "all", "") == 1
    assert measured(scored, "all", "", "p_at_100") == 0.04
    draws = scored.rankings.filter(part="all")["draws"].list.len()
    assert draws.unique().to_list() == [20]


def test_every_part_is_scored(scored: Scored) -> None:
    assert set(scored.namings.filter(part="only")["of"]) == set(kit.DETECTORS)
    families = {detector.family for detector in kit.DETECTORS.values()}
    assert set(scored.namings.filter(part="without")["of"]) == families


def test_pairs_alone_find_it_and_nothing_else_does_without_rings(scored: Scored) -> None:
    assert paid_accounts(scored, "only", "co_review_pair") == 4
    assert measured(scored, "only", "co_review_pair") == 1
    assert paid_accounts(scored, "without", "ring") == 0
    assert paid_accounts(scored, "only", "thin_account") == 0
    assert measured(scored, "only", "thin_account") < 0.5  # They are anything but thin.


def test_an_entity_is_spread_over_its_products(tmp_path: Path) -> None:
    ids = pl.DataFrame(
        {
            "review_id": ["1", "2", "3", "4"],
            "account_id": ["a", "a", "a", "b"],
            "product_id": ["p", "p", "q", None],
        }
    )
    shares = spread(ids, "account", pl.Series(["b", "a"])).toarray()
    np.testing.assert_allclose(shares, [[1, 0, 0], [0, 2 / 3, 1 / 3]])
