"""What test buys showed, beside leads: known accounts seed what is inferred, and never join it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kit.market import TestBuys, hands
from kit.market.buys import BUYS, KNOWN
from kit.views import buys_told, known_reached, known_trail, lead_flow
from kit.views.known_buys import score_told
from kit.views.lead_sellers import Trail
from tests.market.people import HANDS, REUSED, market

LINES = [
    (1, "hill", "wren", "g1", "c0", "2024-08-01", None, "x3", True, None),
    (2, None, None, "g9", "c0", "2024-08-01", None, "x4", True, "no seller"),
    (3, "hill", "wren", "g1", "c1", "2024-08-01", None, None, False, "nothing was delivered"),
]
BOUGHT = TestBuys(
    pl.DataFrame(LINES, schema=BUYS, orient="row"),
    pl.DataFrame({"site": ["hill"], "username": ["wren"], "account_id": ["x3"], "basis": [KNOWN]}),
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Trail:
    folder: Path = tmp_path_factory.mktemp("known")
    case = market(folder, REUSED)
    return known_trail(case, BOUGHT.known, hands(case))


def test_each_buy_says_what_it_showed() -> None:
    told = buys_told(BOUGHT)
    assert told["seller"].to_list() == ["wren (hill)", "gig g9", "wren (hill)"]
    assert told["known"].to_list() == [True, False, False]
    assert told["status"].to_list() == [KNOWN, "no seller", "nothing was delivered"]


def test_a_known_account_seeds_its_group_and_clients(known: Trail) -> None:
    assert known.leads.select("seller", "account_id", "account_name", "q_value", "why").rows() == [
        ("wren (hill)", "x3", "Maria", 0.0, KNOWN)
    ]
    reached = known_reached(known)
    assert set(reached["account_id"]) == set(HANDS) - {"x3"}
    assert set(reached["through"]) == {"x3"}
    assert known.clients.height == 10
    assert set(known.clients["username"]) == {"wren"}


def test_the_flow_tells_the_known_from_the_inferred(known: Trail) -> None:
    nodes, links = lead_flow(known, known=["x3"])
    assert nodes.filter("known")["name"].to_list() == ["x3"]
    assert links.filter(kind=KNOWN)["target"].to_list() == ["account:x3"]
    assert set(links["kind"]) == {KNOWN, "by its group", "reviewed"}


def test_leads_are_scored_in_a_sentence() -> None:
    leads = pl.DataFrame({"username": ["wren", "wren"], "account_id": ["x3", "a1"]})
    told = score_told(BOUGHT, leads)
    assert "Leads name 1 of them (100%; 95 %: 3% to 100%)" in told
    assert told.endswith("which does not make them wrong: 1.")
    nobody = TestBuys(BOUGHT.buys, BOUGHT.known.clear())
    assert "cannot be scored" in score_told(nobody, leads)
