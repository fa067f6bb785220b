from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kit.errors import CaseError
from kit.market import read_gigs
from kit.market.roster import read_roster
from kit.practice import generate
from kit.practice.gigs import GigDials, GigMarket, make_gig_market

DIALS = GigDials(owners=2, reuse=1.0, strangers=20, bystanders=5, roster=30)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> GigMarket:
    return make_gig_market(3, 6_000, tmp_path_factory.mktemp("gigs") / "market", DIALS, {})


def test_only_names_are_other_than_the_markets(made: GigMarket):
    rows = made.case.sql("select * from reviews order by review_id")
    owned = made.case.truth.filter(archetype="gig_seller", entity_kind="account")
    assert owned["plan"].n_unique() == 2
    assert rows["review_id"].n_unique() == 6_000
    named = rows.group_by("account_id").agg(pl.col("account_name").unique())
    assert (named["account_name"].list.len() == 1).all()
    plain = generate(3, 6_000, {}, {}, text=False).reviews.select("account_id", "account_name")
    odd = named.explode("account_name").join(
        plain.unique(), on=["account_id", "account_name"], how="anti"
    )
    assert 0.15 < odd.height / named.height < 0.35


def test_the_truth_says_whose_accounts_are_whose(made: GigMarket):
    truth = made.truth
    shown = made.case.sql("select distinct account_id, account_name from reviews")
    assert truth.accounts.join(shown, on=["account_id", "account_name"], how="anti").is_empty()
    owned = made.case.truth.filter(archetype="gig_seller", entity_kind="account")
    assert set(truth.accounts["account_id"]) == set(owned["entity_id"])
    assert truth.accounts.group_by("username").agg(pl.col("alike").any())["alike"].all()
    deeds = made.case.truth.filter(archetype="gig_seller", entity_kind="review", role="deed")
    assert set(truth.bought["review_id"]) == set(deeds["entity_id"])


def test_scrapes_and_roster_are_there(made: GigMarket):
    gigs = read_gigs(list(made.scrapes))
    key = ["site", "gig_id", "captured_at"]
    assert_frame_equal(
        gigs.listings.select(key), made.truth.labels.select(key), check_row_order=False
    )
    sellers = made.truth.sellers.filter(pl.col("kind") != "bystander")
    assert set(sellers["username"]) <= set(gigs.listings["seller_name"])
    assert read_roster(made.roster).height >= 30


def test_a_seed_gives_the_same_again(made: GigMarket, tmp_path: Path):
    again = make_gig_market(3, 6_000, tmp_path / "again", DIALS, {})
    for one, other in zip(made.scrapes, again.scrapes, strict=True):
        assert one.read_bytes() == other.read_bytes()
    assert made.roster.read_bytes() == again.roster.read_bytes()
    assert_frame_equal(made.truth.accounts, again.truth.accounts)


def test_without_owners_no_account_is_anyones(tmp_path: Path):
    made = make_gig_market(4, 4_000, tmp_path / "m", GigDials(owners=0, strangers=5), {})
    assert made.truth.accounts.is_empty()
    assert made.truth.sellers.filter(kind="owner").is_empty()
    with pytest.raises(CaseError, match="there already"):
        make_gig_market(4, 4_000, tmp_path / "m")
