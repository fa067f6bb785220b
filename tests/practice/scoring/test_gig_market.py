"""A small board of the gig market: who is counted as what, and that nothing is left behind."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kit.errors import ParameterError
from kit.practice.gigs import GigDials
from kit.practice.scoring.gig_links import CHANCE, LEADS, OWNERS
from kit.practice.scoring.gig_market import GigBoard, evaluate_market, write_market

DIALS = GigDials(owners=3, reuse=1.0, both=0.0, strangers=20, bystanders=5, roster=30, odd=0.1)


@pytest.fixture(scope="module")
def board() -> GigBoard:
    return evaluate_market(seeds=1, reviews=8_000, first_seed=60, dials=DIALS)


def test_every_lead_is_right_or_has_a_kind(board: GigBoard) -> None:
    assert board.leads.columns == list(LEADS)
    assert board.owners.columns == list(OWNERS)
    links = board.tables["links"]
    assert links["market"].to_list() == ["owners", "null"]
    assert links["leads"].sum() == board.leads.height
    assert links["false"].sum() == board.leads.filter(~pl.col("right")).height
    assert set(CHANCE) - {"market", "seed"} <= set(links.columns)
    right = board.leads.filter("right")
    assert set(right["kind"]) <= {"owner"}
    assert not board.leads.filter(market="null")["right"].any()


def test_owners_are_counted_once(board: GigBoard) -> None:
    owners = board.owners
    assert owners.filter(market="owners").height == 3
    assert owners.filter(market="null").is_empty()
    assert (owners["found_alike"] <= owners["alike"]).all()
    assert (owners["alike"] <= owners["accounts"]).all()
    table = board.tables["owners"]
    assert table["habit"][0] == "any habit"
    assert table["owners"][0] == 3


def test_planted_listings_are_read(board: GigBoard) -> None:
    fields = board.tables["planted_fields"].filter(field="offers_reviews")
    assert fields["recall"].item() > 0.9


def test_groups_clients_and_brokers_are_scored(board: GigBoard) -> None:
    tables = board.tables
    assert {"owners", "null", "nobody paid"} == set(tables["groups"]["market"])
    assert set(tables["clients"]["market"]) == {"owners"} | set(
        board.leads.filter(market="null")["market"]
    )
    for part in ("groups", "clients", "brokers"):
        assert (tables[part]["hits"] <= tables[part]["of"]).all()
    assert tables["pools"]["pools"].sum() == board.pools.height
    assert (tables["pools"]["brokers"] <= tables["pools"]["grouped"]).all()


def test_a_board_is_written(board: GigBoard, tmp_path: Path) -> None:
    paths = write_market(board, tmp_path / "out")
    assert {path.name for path in paths} >= {
        "summary.md",
        "links.csv",
        "clients.csv",
        "leads.parquet",
        "counts.parquet",
    }
    assert (tmp_path / "out" / "summary.md").read_text("utf-8").startswith("# The gig market\n")


def test_nothing_can_be_scored_without_seeds() -> None:
    with pytest.raises(ParameterError, match="nothing can be scored"):
        evaluate_market(seeds=0)
