from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.errors import NotFoundError
from kit.market.gigs import Gigs
from kit.market.links import Leads
from tests.market.people import gigs

MOM, COFFEE = "busymom36 (pond)", "coffee50 (pond)"
RATE = 0.1
"""Two leads alone, among three sellers, are no surer than that."""

GIG = {
    "site": "pond",
    "gig_id": "g1",
    "seller_name": "busymom36",
    "title": "I will post 4 reviews",
    "stars_promised": 5,
    "price_per_review": 4.0,
    "currency": "USD",
    "words": {"stars_promised": "five stars"},
}


@pytest.fixture(scope="module")
def listed() -> Gigs:
    """Two sellers who are called as accounts of the sample are, and one as many people are."""
    others = ("coffee50", "anna")
    return gigs(GIG, *({**GIG, "gig_id": name, "seller_name": name} for name in others))


@pytest.fixture(scope="module")
def leads(sample: kit.Case, listed: Gigs) -> Leads:
    return kit.market.link(sample, listed)


@pytest.fixture
def board(sample: kit.Case, listed: Gigs, leads: Leads) -> kit.LeadBoard:
    return kit.LeadBoard(sample, listed, leads=leads, q=RATE)


def test_looks_for_leads_itself(sample: kit.Case, listed: Gigs, leads: Leads) -> None:
    board = kit.LeadBoard(sample, listed, q=RATE)
    assert board.leads.leads.equals(leads.leads)
    assert board.selection["seller"].to_list() == [MOM, COFFEE]
    assert board.without.frame["seller"].to_list() == ["anna (pond)"]
    assert "busymom36" in str(board)


def test_a_row_opens_the_seller_with_words_accounts_group_and_clients(
    board: kit.LeadBoard,
) -> None:
    board.table.selected = "0"
    assert board.seller == MOM
    dossier = board.dossier
    assert dossier.words.frame["words"].to_list() == ["five stars"]
    of_all = board.selection.row(0, named=True)
    assert dossier.selection.height == of_all["by_name"] + of_all["in_group"]
    assert dossier.groups.frame.height > 0
    assert dossier.clients.frame["n_reviews"].sum() == of_all["reviews"] > 0
    assert dossier.clients.frame["paid"].sum() == 4.0 * of_all["reviews"]
    assert board.flow.title.startswith(f"{MOM}: 1 seller → {dossier.selection.height} accounts")
    board.seller = None
    assert board.flow.title.startswith("2 sellers")
    assert len(board.children) == 5


def test_a_username_alone_is_taken_for_its_strongest_lead(board: kit.LeadBoard) -> None:
    board.seller = "coffee50"
    assert board.seller == COFFEE
    assert board.table.selected == "1"
    with pytest.raises(NotFoundError, match="no seller 'cofee50'"):
        board.seller = "cofee50"


def test_decoys_are_shown_when_asked_for(board: kit.LeadBoard) -> None:
    assert board.decoys not in board.children
    board.chooser.values = {"decoys": "shown"}
    assert board.show_decoys
    assert board.decoys in board.children
    board.show_decoys = False
    assert board.chooser.values == {"decoys": "hidden"}
    assert board.decoys not in board.children


def test_a_stricter_rate_follows_the_leads_anew(board: kit.LeadBoard) -> None:
    board.seller = MOM
    board.q = 1e-6
    assert board.selection.is_empty()
    assert board.seller is None
    reasons = dict(board.without.frame.select("username", "reason").iter_rows())
    assert "no stronger than those of strangers' names" in reasons["busymom36"]
    assert board.flow.title.startswith("Nothing to show")


def test_a_click_in_the_flow_opens_what_was_clicked(board: kit.LeadBoard) -> None:
    board.flow.picked = {"key": [f"seller:{MOM}"]}
    assert board.seller == MOM
    account = board.dossier.selection["account_id"][0]
    board.flow.picked = {"key": [f"account:{account}"]}
    assert board.dossier.account == account
    assert isinstance(board.dossier.dossier, kit.AccountBoard)
    client = board.dossier.clients.frame["product_id"][0]
    board.flow.picked = {"key": [f"client:{client}"]}
    assert (board.dossier.account, board.dossier.product) == (None, client)
    assert isinstance(board.dossier.dossier, kit.ProductBoard)
    board.dossier.product = None
    assert len(board.dossier.children) == 5


def test_another_seller_closes_what_was_open(board: kit.LeadBoard) -> None:
    board.seller = MOM
    board.dossier.account = board.dossier.selection["account_id"][0]
    board.seller = COFFEE
    assert board.dossier.account is None
    assert len(board.dossier.children) == 5


def test_a_roster_alone_will_do(sample: kit.Case) -> None:
    roster = pl.DataFrame(
        {"username": ["busymom36"], "market": [None]}, schema_overrides={"market": pl.String}
    )
    board = kit.LeadBoard(sample, roster=roster, q=0.2)
    board.seller = "busymom36"
    assert board.dossier.words.frame.is_empty()
    clients = board.dossier.clients.frame
    assert clients["paid"].null_count() == clients.height > 0


def test_test_buys_stand_apart_from_leads(
    sample: kit.Case, listed: Gigs, leads: Leads, tmp_path: Path
) -> None:
    named = leads.at(RATE)["account_id"][0]
    file = tmp_path / "buys.csv"
    file.write_text(f"gig,product,date,account\ng1,<b>p</b>,2020-01-01,{named}\n", "utf-8")
    bought = kit.market.test_buys(sample, file, listed)
    board = kit.LeadBoard(sample, listed, leads=leads, buys=bought, q=RATE)
    assert board.children[0] is board.known
    assert board.known is not None
    assert board.known.selection["status"].to_list() == ["known from a test buy"]
    assert "known from a test buy" in str(board.known)
    assert board.known.head.blocks[0]["text"].endswith("not inferred: 1 account")
    assert "Leads name 1 of them" in board.known.head.blocks[1]["text"]
    reached = board.known.reached.frame["account_id"].to_list()
    assert reached
    assert named not in reached
    assert "Purple: accounts known" in str(board.flow.figure)
    assert kit.LeadBoard(sample, listed, leads=leads).known is None
