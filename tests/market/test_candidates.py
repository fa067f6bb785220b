from __future__ import annotations

import polars as pl
import pytest

from kit.market import candidates as room
from kit.market.alike import BEGINS, ENDS, SAME, SLIP
from kit.market.candidates import Index, candidates, prior_nats
from kit.market.handles import handles

ACCOUNTS = handles(
    pl.Series(["silverfern", "silverfern9", "siverfern", "silberfern", "anna", "anna", "anna88"])
)
ANY = float("-inf")


def asked(*sellers: str, taken_from: int | None = None, needs: float = ANY) -> pl.DataFrame:
    return handles(pl.Series(sellers)).with_columns(
        taken_from=pl.lit(taken_from, pl.Int64), needs=needs, needs_uncounted=needs
    )


def found(index: Index, sellers: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=room.PAIRS), *candidates(index, sellers)])


def met(*sellers: str) -> list[tuple[int, int, str]]:
    pairs = found(Index.of(ACCOUNTS), asked(*sellers))
    return list(pairs.select("seller", "account", "relation").iter_rows())


def test_each_relation_is_found_once() -> None:
    assert met("Silver_Fern") == [(0, 0, SAME), (0, 1, ENDS), (0, 2, SLIP), (0, 3, SLIP)]


def test_bases_that_begin_alike_are_met() -> None:
    assert met("silverfernery") == [(0, 0, BEGINS), (0, 1, BEGINS)]
    assert met("silverleaf") == []


def test_a_rare_name_says_more_than_a_common_one() -> None:
    many = handles(pl.Series(["anna"] * 150 + [f"anna{n}" for n in range(40)] + ["silverfern"]))
    pairs = found(Index.of(many), asked("anna", "silverfern"))
    nats = pairs.group_by("seller").agg(pl.col("name_nats").max()).sort("seller")["name_nats"]
    assert nats[0] < 1 < nats[1]


def test_a_name_that_very_many_have_is_not_weighed() -> None:
    many = handles(pl.Series(["anna"] * (room.COMMON + 1) + ["silverfern"]))
    assert found(Index.of(many), asked("anna", "silverfern"))["seller"].to_list() == [1]


def test_the_odds_before_anything_is_seen() -> None:
    assert prior_nats(200) == pytest.approx(-4.595, abs=0.001)
    assert prior_nats(1) == 0.0


def test_accounts_of_one_hand_do_not_make_its_name_common() -> None:
    hand = ["silverfern"] * 6
    everybody = handles(pl.Series(hand + [f"anna{n}" for n in range(60)]))
    counted = pl.Series([False] * 6 + [True] * 60)
    common = found(Index.of(everybody), asked("silverfern"))
    rare = found(Index.of(everybody, counted), asked("silverfern"))
    assert rare.height == common.height == 6
    assert rare["name_nats"].min() > common["name_nats"].max()  # type: ignore[operator]


def test_a_decoy_does_not_meet_the_account_that_it_is_of() -> None:
    pairs = found(Index.of(ACCOUNTS), asked("silverfern", taken_from=0))
    assert 0 not in pairs["account"].to_list()
    assert pairs.height == 3


def test_what_a_name_must_be_worth_leaves_the_others_out() -> None:
    """The limit of accounts that count is not that of the others."""
    index = Index.of(ACCOUNTS, pl.Series([True, False] + [True] * 5))
    every = found(index, asked("silverfern", "anna"))
    for least in every["name_nats"]:
        held = found(index, asked("silverfern", "anna", needs=least))
        assert held.equals(every.filter(pl.col("name_nats") >= least))
    sellers = asked("silverfern").with_columns(needs=pl.lit(99.0))
    assert found(index, sellers)["account"].to_list() == [1]


def test_batches_hold_what_one_would(monkeypatch: pytest.MonkeyPatch) -> None:
    index, sellers = Index.of(ACCOUNTS), asked("silverfern", "anna", "silberfern")
    whole = found(index, sellers)
    for limit in ("BATCH", "SELLERS"):
        monkeypatch.setattr(room, limit, 2)
        parts = list(candidates(index, sellers))
        assert len(parts) > 1
        assert pl.concat(parts).sort("seller", "account").equals(whole)
