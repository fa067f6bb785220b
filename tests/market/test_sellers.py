"""Who is looked for: names on two sites, names equal but for case, and names of nothing."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.errors import ParameterError
from kit.market.clients import clients
from kit.market.links import link
from kit.market.sellers import sellers
from tests.market.people import gigs, market

LONG = "y" * 300
NAMED = ("velvet otter 🙂", "VELVET OTTER 🙂", LONG, "Jonas K.", "Gina", "Hugo")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    folder: Path = tmp_path_factory.mktemp("named")
    return market(folder, NAMED)


def roster(*names: tuple[str, str | None]) -> pl.DataFrame:
    return pl.DataFrame(names, schema={"username": pl.String, "market": pl.String}, orient="row")


def test_a_name_on_two_sites_is_two_sellers(case: kit.Case) -> None:
    name = "velvet otter 🙂"
    told = link(
        case, gigs({"site": "hill", "seller_name": name}, {"site": "dale", "seller_name": name})
    )
    assert told.sellers == 2
    assert sorted(told.leads.select("site", "account_id").rows()) == [
        ("dale", "x1"), ("dale", "x2"), ("hill", "x1"), ("hill", "x2"),
    ]  # fmt: skip


def test_names_equal_but_for_case_are_one_seller_of_a_site() -> None:
    listed = gigs(
        {"seller_name": "Otter", "stars_promised": 5, "offers_verified": False},
        {"seller_name": "OTTER", "offers_verified": True},
        {"site": "dale", "seller_name": "otter"},
    )
    told = sellers(listed, roster(("otteR", "gigs.example"), ("oTTer", None), ("Wren", None)))
    assert told.select("site", "username").rows() == [
        ("gigs.example", "Otter"), ("dale", "otter"), (None, "Wren"),
    ]  # fmt: skip
    assert told.row(0, named=True)["stars_promised"] == 5
    assert told.row(0, named=True)["offers_verified"]


def test_a_price_is_the_sellers_however_it_writes_its_name(case: kit.Case) -> None:
    listed = gigs(
        {"seller_name": "velvet otter 🙂", "price_per_review": None},
        {"seller_name": "Velvet Otter 🙂", "price_per_review": 3.0},
    )
    leads = link(case, listed).leads
    assert set(clients(case, leads, listed).clients["price_per_review"]) == {3.0}


@pytest.mark.parametrize(
    ("name", "found"), [("VELVET-otter 🙂🙂", {"x1", "x2"}), (LONG, {"x3"}), (LONG + "y", {"x3"})]
)
def test_blanks_emoji_and_300_letters_are_names(case: kit.Case, name: str, found: set[str]) -> None:
    assert set(link(case, gigs({"seller_name": name})).leads["account_id"]) == found


@pytest.mark.parametrize("name", ["🙂🙂", " ", "--", "\u200b"])
def test_of_a_name_without_letters_nothing_is_said(case: kit.Case, name: str) -> None:
    told = link(case, gigs({"seller_name": name}))
    assert told.leads.is_empty()
    assert told.no_lead["reason"].to_list() == ["the name holds no letters to look for"]


def test_listings_without_a_seller_name_nobody(case: kit.Case) -> None:
    nobody = gigs({"seller_name": None, "title": "I will post 5 reviews"})
    with pytest.raises(ParameterError, match="no seller to look for"):
        link(case, nobody)
    known = gigs({"seller_name": None}, {"seller_name": "nobody_here"})
    assert link(case, known).sellers == 1
