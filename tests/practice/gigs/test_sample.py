import re
from pathlib import Path

import polars as pl

from kit.market import read_gigs
from kit.market.roster import read_roster
from kit.practice.gigs.sample import USERNAMES

SAMPLE = Path(__file__).parents[3] / "sample_data"


def test_the_roster_has_as_many_usernames_as_the_suit():
    assert USERNAMES == 1_114
    lines = (SAMPLE / "exhibit_a.txt").read_text("utf-8").splitlines()
    assert len({line.lower() for line in lines}) == len(lines) == USERNAMES
    assert all(re.fullmatch(r"[a-z0-9_.]+", line) for line in lines)
    assert read_roster(SAMPLE / "exhibit_a.txt").height == USERNAMES


def test_about_three_thousand_listings_of_two_sites():
    gigs = read_gigs(sorted(SAMPLE.glob("gigs_*")))
    assert 2_800 < gigs.listings.height < 3_200
    assert gigs.rejects.is_empty()
    assert gigs.listings.group_by("site").agg(pl.col("captured_at").n_unique()).height == 2


def test_sellers_are_called_what_their_accounts_are_called():
    sellers = pl.read_csv(SAMPLE / "planted_sellers.csv")
    names = pl.read_parquet(SAMPLE / "reviews.parquet", columns=["account_id", "account_name"])
    owned = sellers.drop_nulls("account_id")
    assert owned.join(names.unique(), on=["account_id", "account_name"], how="anti").is_empty()
    alike = owned.filter("alike")
    assert alike["username"].to_list() == alike["account_name"].to_list()
    roster = set((SAMPLE / "exhibit_a.txt").read_text("utf-8").splitlines())
    assert set(alike["username"]) <= roster
