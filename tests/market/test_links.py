from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_series_equal

from kit.errors import ParameterError
from kit.market.clients import clients
from kit.market.gigs import Gigs
from kit.market.hands import hands, with_hands
from kit.market.links import ADDED, link
from tests.market.people import CLIENTS, HANDS, REUSED, gigs, market

SELLER = {"seller_name": "velvet_otter", "stars_promised": 5, "price_per_review": 4.0,
          "currency": "USD"}  # fmt: skip


def listed(*names: str) -> Gigs:
    return gigs(SELLER, *({**SELLER, "seller_name": name} for name in names))


def roster(*names: str) -> pl.DataFrame:
    return pl.DataFrame(
        {"username": names, "market": [None] * len(names)}, schema_overrides={"market": pl.String}
    )


@pytest.fixture(scope="module")
def reused(tmp_path_factory: pytest.TempPathFactory) -> object:
    return market(tmp_path_factory.mktemp("reused"), REUSED)


def test_finds_accounts_that_reuse_a_rare_name(reused: object) -> None:
    told = link(reused, listed("anna", "femi", "quiet_kestrel"))  # type: ignore[arg-type]
    leads = told.leads.filter(pl.col("username") == "velvet_otter")
    assert set(leads["account_id"]) == {"x1", "x2"}
    assert leads["nats"].min() > 0
    assert "its name is the same" in leads["why"][0]
    assert set(told.leads["username"]) == {"velvet_otter"}


def test_a_common_name_is_no_lead_and_says_why(reused: object) -> None:
    told = link(reused, listed("anna"))  # type: ignore[arg-type]
    reasons = dict(told.no_lead.select("username", "reason").iter_rows())
    assert "common" in reasons["anna"]


def test_a_name_on_two_sites_says_that_they_cannot_be_told_apart(reused: object) -> None:
    told = link(reused, gigs(SELLER, {**SELLER, "site": "other.example"}))  # type: ignore[arg-type]
    assert set(told.leads["site"]) == {"gigs.example or other.example"}
    assert told.leads["sites"][0].to_list() == ["gigs.example", "other.example"]
    assert "on gigs.example and other.example: which of them it is" in told.leads["why"][0]
    assert told.sellers == 1


def test_a_lead_is_the_sum_of_what_is_said_and_never_surer_than_that(reused: object) -> None:
    leads = link(reused, listed("gina"), sets=40).leads  # type: ignore[arg-type]
    assert_series_equal(leads.select(nats=pl.sum_horizontal(ADDED))["nats"], leads["nats"])
    own = 1 / (1 + leads["nats"].exp())
    assert ((leads["q_value"] - own) > -1e-9).all()


def test_a_roster_alone_can_be_looked_for(reused: object) -> None:
    told = link(reused, roster=roster("velvet_otter", "nobody_here"))  # type: ignore[arg-type]
    assert set(told.leads["account_id"]) == {"x1", "x2"}
    assert told.no_lead["username"].to_list() == ["nobody_here"]


def test_one_lead_leads_to_the_hand_and_its_clients(reused: object) -> None:
    told = link(reused, listed())  # type: ignore[arg-type]
    groups = hands(reused)  # type: ignore[arg-type]
    assert [set(group) for group in groups["accounts"]] == [set(HANDS)]
    assert "names" in groups["kinds"][0].to_list()
    whole = with_hands(told.leads, groups)
    assert set(whole["account_id"]) == set(HANDS)
    assert set(whole.filter(pl.col("through") != "its name")["account_id"]) == {
        "x3",
        "x4",
        "x5",
        "x6",
    }
    served = clients(reused, whole, listed())  # type: ignore[arg-type]
    assert set(served.clients["product_id"]) == set(CLIENTS)
    first = served.clients.row(0, named=True)
    assert (first["n_accounts"], first["n_reviews"], first["paid"]) == (6, 6, 24.0)
    assert set(served.reviews["account_id"]) == set(HANDS)


def test_the_price_of_a_name_on_two_sites_is_that_of_both(reused: object) -> None:
    """Four and eight dollars a review: six."""
    both = gigs(SELLER, {**SELLER, "site": "other.example", "price_per_review": 8.0})
    whole = with_hands(link(reused, both).leads, hands(reused))  # type: ignore[arg-type]
    served = clients(reused, whole, both)  # type: ignore[arg-type]
    assert set(served.clients["price_per_review"]) == {6.0}


def test_one_account_says_nothing_about_who_paid(reused: object) -> None:
    alone = pl.DataFrame({"site": ["g"], "username": ["s"], "account_id": ["x1"]})
    served = clients(reused, alone)  # type: ignore[arg-type]
    assert served.clients.is_empty()
    assert "one account" in served.cannot_tell["reason"][0]


def test_without_sellers_there_is_nothing_to_do(reused: object) -> None:
    with pytest.raises(ParameterError, match="no seller"):
        link(reused)  # type: ignore[arg-type]


def test_a_case_without_names_says_so(tmp_path: Path) -> None:
    import kit
    from tests.market.people import rows

    frame = pl.DataFrame(rows(REUSED)).drop("account_name").with_row_index("review_id")
    case = kit.open_case(
        frame.with_columns(pl.col("review_id").cast(pl.String)), folder=tmp_path / "c"
    )
    told = link(case, listed())
    assert told.leads.is_empty()
    assert "no names" in told.no_lead["reason"][0]


def test_a_name_that_many_have_is_no_bond(tmp_path: Path) -> None:
    case = market(tmp_path, ("Anna", "Anna", "Maria", "Jonas K.", "Gina", "Hugo"))
    (group,) = hands(case).iter_rows(named=True)
    assert group["kinds"] == ["ring"]
