"""A small scoreboard: its figures may not slip, and it leaves nothing behind.

Markets of this size hold little evidence; the floors say that what was found is still found.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl
import pytest

from kit.errors import ParameterError
from kit.practice.archetypes import INNOCENT
from kit.practice.scoring import Scoreboard, evaluate
from kit.practice.scoring.one_market import KINDS, RANKED

FLOORS = {
    ("burst_campaign", "product"): 0.3,
    ("one_star_attack", "product"): 0.6,
    ("gig_seller", "account"): 0.6,
}


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scoreboard")


@pytest.fixture(scope="module")
def board(left: Path) -> Scoreboard:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(left))
        return evaluate(
            seeds=3, reviews=16_000, first_seed=50, text=False, draws=20, parts=False,
            guilty={archetype: 1 for archetype, _ in FLOORS}, innocent=dict.fromkeys(INNOCENT, 1),
        )  # fmt: skip


def test_no_innocent_is_named_where_nobody_was_paid(board: Scoreboard) -> None:
    null = board.tables["innocents"].filter(market="null")
    assert set(null["entity_kind"]) == set(KINDS)
    assert null["there"].sum() > 50_000
    people = null.filter(pl.col("entity_kind").is_in(["account", "product", "review", "group"]))
    assert people["named"].sum() == 0


def test_what_was_found_is_found(board: Scoreboard) -> None:
    recall = {
        (archetype, kind): share
        for archetype, kind, share in board.tables["recall"]
        .select("archetype", "entity_kind", "recall")
        .iter_rows()
    }
    assert not {key: recall[key] for key, floor in FLOORS.items() if recall[key] < floor}


def test_few_of_the_named_are_innocent(board: Scoreboard) -> None:
    found = board.tables["false_discovery"].filter(market="guilty", fdr=0.05)
    people = found.filter(pl.col("entity_kind").is_in(["account", "product"]))
    assert people["named"].sum() >= 15
    assert people["false"].sum() <= 0.1 * people["named"].sum()


def test_the_ranks_are_better_than_chance(board: Scoreboard) -> None:
    auc = board.tables["ranking"].filter(metric="auc")
    assert set(auc["entity_kind"]) == set(RANKED)
    # Products have few that are served, and most of these are found by no rank.
    people = auc.filter(pl.col("entity_kind") != "product")
    assert (people["value"] > 0.6).all()
    assert (auc["low"] < auc["high"]).all()


def test_nothing_is_left_behind(board: Scoreboard, left: Path) -> None:
    assert list(left.iterdir()) == []


@pytest.mark.parametrize(("seeds", "reviews"), [(0, 100_000), (1, 3_000)])
def test_too_little_to_score_is_refused(seeds: int, reviews: int) -> None:
    with pytest.raises(ParameterError, match="nothing can be scored"):
        evaluate(seeds=seeds, reviews=reviews)


def test_ranks_need_not_be_measured() -> None:
    board = evaluate(seeds=1, reviews=4_000, text=False, draws=0, parts=False)
    assert board.tables["parts"].is_empty()
    assert board.tables["recall"].height > 0
