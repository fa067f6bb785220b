"""Nobody is told what others said before they said something themselves."""

from __future__ import annotations

import polars as pl

import kit
from kit.verdicts import outcomes, queue, record, verdicts
from kit.verdicts.shown import INSIDE, OUTSIDE, others, own, reviews_of, with_verdicts


def test_a_state_waits_for_ones_own_verdict(case: kit.Case, accounts: list[str]) -> None:
    record(case, "account", accounts[0], "not_consistent", reviewer="Ben")
    shown = {}
    for who in ("ben", "anna"):
        frame = with_verdicts(queue(case), verdicts(case), outcomes(case), who)
        row = frame.filter(pl.col("entity_id") == accounts[0]).row(0, named=True)
        shown[who] = (row["mine"], row["people"], row["state"])
    assert shown == {"ben": ("not consistent", 1, "settled"), "anna": (None, 1, None)}


def test_others_are_heard_after_ones_own(case: kit.Case, accounts: list[str]) -> None:
    record(case, "account", accounts[0], "not_consistent", reviewer="Ben")
    assert others(verdicts(case), "account", accounts[0], "anna").is_empty()
    record(case, "account", accounts[0], "undecided", reviewer="Anna")
    found = others(verdicts(case), "account", accounts[0], "anna")
    assert found["reviewer"].to_list() == ["Ben"]
    mine = own(verdicts(case), "account", accounts[0], "anna")
    assert mine is not None
    assert mine["verdict"] == "undecided"
    assert own(verdicts(case), "account", None, "anna") is None


def test_reviews_that_findings_are_about_come_first(case: kit.Case, accounts: list[str]) -> None:
    all_of_them = reviews_of(case, "account", accounts[0], pl.Series([], dtype=pl.String))
    assert set(all_of_them["within"]) == {OUTSIDE}
    last = all_of_them["review_id"][-1]
    found = reviews_of(case, "account", accounts[0], pl.Series([last]))
    assert found["review_id"][0] == last
    assert found["within"].to_list() == [INSIDE] + [OUTSIDE] * (found.height - 1)
