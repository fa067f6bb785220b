from __future__ import annotations

import polars as pl
import pytest

import kit
from kit.errors import ParameterError
from kit.ranking.reasons import seen_of_accounts
from kit.screening import screening
from kit.verdicts import precision, queue, record


def test_nobody_judged_says_nothing(case: kit.Case) -> None:
    assert precision(case).is_empty()


def test_a_share_for_each_detector_that_speaks(case: kit.Case, accounts: list[str]) -> None:
    given = ["consistent_with_paid"] * 6 + ["not_consistent", "undecided"]
    for account, verdict in zip(accounts, given, strict=False):
        record(case, "account", account, verdict, reviewer="Anna")
    record(case, "account", accounts[0], "not_consistent", reviewer="Ben")
    found = precision(case)
    seen = seen_of_accounts(case, screening(case), 0.05)
    assert set(found["detector"]) <= set(seen["detector"])
    whole = found.filter(found["decided"] == 6).row(0, named=True)
    assert (whole["consistent"], whole["undecided"], whole["disputed"]) == (5, 1, 1)
    assert whole["share"] == pytest.approx(5 / 6)
    assert (whole["low"], whole["high"]) == pytest.approx((0.3588, 0.9958), abs=1e-4)
    strict = precision(case, two_person=True)
    assert strict["decided"].to_list() == [0] * strict.height
    assert strict["share"].null_count() == strict["low"].null_count() == strict.height


def test_products_are_judged_by_their_windows(case: kit.Case) -> None:
    product = kit.suspects(case, "product")["entity_id"][0]
    record(case, "product", product, "not_consistent", reviewer="Anna")
    found = precision(case, "product")
    assert found.height > 0
    assert set(found["share"]) == {0.0}


def test_another_kind_is_refused(case: kit.Case) -> None:
    with pytest.raises(ParameterError, match="no precision of 'pair'"):
        precision(case, "pair")


def test_links_are_judged_by_the_evidence_that_speaks_for_them(case: kit.Case) -> None:
    roster = pl.DataFrame(
        {"username": ["busymom36"], "market": [None]}, schema_overrides={"market": pl.String}
    )
    leads = kit.market.link(case, roster=roster)
    first, *rest = queue(case, "link", leads=leads, fdr=0.2)["entity_id"]
    for lead in rest:
        record(case, "link", lead, "not_consistent", reviewer="Anna")
    record(case, "link", first, "consistent_with_paid", reviewer="Anna")
    found = precision(case, "link", leads=leads, fdr=0.2)
    every = found.filter(pl.col("detector") == "every_lead").row(0, named=True)
    assert (every["decided"], every["consistent"]) == (len(rest) + 1, 1)
    assert "name" in found["detector"].to_list()
    with pytest.raises(ParameterError, match="needs leads"):
        precision(case, "link")
