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


def told(people: pl.DataFrame) -> list[tuple[str, str | None]]:
    return list(people.select("username", "site").iter_rows())


def test_a_name_on_two_sites_is_one_hypothesis_with_two_offers() -> None:
    listed = gigs(
        {"seller_name": "Otter", "site": "hill", "stars_promised": 5},
        {"seller_name": "otter", "site": "dale", "stars_promised": 4},
        {"seller_name": "wren", "site": "hill", "stars_promised": 5},
    )
    people, offers = sellers(listed, None)
    assert told(people) == [("Otter", "dale or hill"), ("wren", "hill")]
    assert people["sites"].to_list() == [["dale", "hill"], ["hill"]]
    assert offers.sort("person", "stars_promised").select("person", "stars_promised").rows() == [
        (0, 4), (0, 5), (1, 5),
    ]  # fmt: skip


def test_a_name_of_a_roster_is_that_of_a_site_where_one_is_known() -> None:
    listed = gigs({"seller_name": "otter", "site": "hill"})
    people, _ = sellers(listed, roster(("Otter", None), ("wren", None), ("owl", "dale")))
    assert told(people) == [("otter", "hill"), ("owl", "dale"), ("wren", None)]
    people, offers = sellers(listed, roster(("Otter", "dale")))
    assert told(people) == [("otter", "dale or hill")]
    assert offers.height == 2


def test_what_gigs_on_a_site_promise_is_summed_up() -> None:
    listed = gigs(
        {"seller_name": "otter", "stars_promised": 5, "products": ["p1"]},
        {"seller_name": "otter", "stars_promised": 5, "products": ["p2"]},
    )
    _, offers = sellers(listed, None)
    assert offers["products"].to_list() == [["p1", "p2"]]


def test_nobody_is_nobody() -> None:
    people, offers = sellers(None, None)
    assert people.is_empty()
    assert offers.is_empty()


def test_names_equal_but_for_case_are_one_seller() -> None:
    listed = gigs(
        {"seller_name": "Otter", "stars_promised": 5, "offers_verified": False},
        {"seller_name": "OTTER", "offers_verified": True},
        {"site": "dale", "seller_name": "otter"},
    )
    people, offers = sellers(listed, roster(("otteR", "gigs.example"), ("oTTer", None)))
    assert told(people) == [("Otter", "dale or gigs.example")]
    first = offers.filter(pl.col("stars_promised") == 5).row(0, named=True)
    assert first["offers_verified"]


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
