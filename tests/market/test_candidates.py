from __future__ import annotations

import polars as pl
import pytest

from kit.market.candidates import BEGINS, ENDS, SAME, SLIP, Names, candidates, prior_nats
from kit.market.handles import handles

ACCOUNTS = handles(
    pl.Series(["silverfern", "silverfern9", "siverfern", "silberfern", "anna", "anna", "anna88"])
)


def met(*sellers: str) -> list[tuple[int, int, str]]:
    found = candidates(handles(pl.Series(sellers)), ACCOUNTS, Names.of(ACCOUNTS))
    return list(found.select("seller", "account", "relation").iter_rows())


def test_each_relation_is_found_once() -> None:
    assert met("Silver_Fern") == [(0, 0, SAME), (0, 1, ENDS), (0, 2, SLIP), (0, 3, SLIP)]


def test_letters_left_out_put_in_and_changed() -> None:
    assert met("ssilverfern")[-1] == (0, 1, SLIP)
    assert (0, 2, SLIP) in met("siverfen")
    assert (0, 3, SLIP) in met("silberfarn")


def test_bases_that_begin_alike_are_met() -> None:
    assert met("silverfernery") == [(0, 0, BEGINS), (0, 1, BEGINS)]
    assert met("silverleaf") == []


def test_two_slips_are_no_likeness() -> None:
    assert met("solverfarn") == []


def test_a_rare_name_says_more_than_a_common_one() -> None:
    many = handles(pl.Series(["anna"] * 150 + [f"anna{n}" for n in range(40)] + ["silverfern"]))
    found = candidates(handles(pl.Series(["anna", "silverfern"])), many, Names.of(many))
    nats = found.group_by("seller").agg(pl.col("name_nats").max()).sort("seller")["name_nats"]
    assert nats[0] < 1 < nats[1]


def test_the_odds_before_anything_is_seen() -> None:
    assert prior_nats(200) == pytest.approx(-4.595, abs=0.001)
    assert prior_nats(1) == 0.0


def test_accounts_of_one_hand_do_not_make_its_name_common() -> None:
    hand = ["silverfern"] * 6
    everybody = handles(pl.Series(hand + [f"anna{n}" for n in range(60)]))
    named = pl.Series([True] * 6 + [False] * 60)
    seller = handles(pl.Series(["silverfern"]))
    common = candidates(seller, everybody, Names.of(everybody))
    rare = candidates(seller, everybody, Names.of(everybody.filter(~named)), named)
    assert rare.height == common.height == 6
    assert rare["name_nats"].min() > common["name_nats"].max()  # type: ignore[operator]


def test_a_decoy_does_not_meet_the_account_that_it_is_of() -> None:
    found = candidates(
        ACCOUNTS[:1], ACCOUNTS, Names.of(ACCOUNTS), taken_from=pl.Series([0], dtype=pl.Int64)
    )
    assert 0 not in found["account"].to_list()
    assert found.height == 3
