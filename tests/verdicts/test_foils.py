"""Accounts that are no suspects, in a blind queue: drawn the same again, told apart by nothing."""

from __future__ import annotations

import polars as pl
import pytest

import kit
from kit.verdicts import foils, queue, record, yes_to_foils

YES, NO = "consistent_with_paid", "not_consistent"


@pytest.fixture
def drawn(case: kit.Case, accounts: list[str]) -> list[str]:
    return foils(case, pl.Series(accounts))["entity_id"].to_list()


def test_no_foil_is_a_suspect_and_all_wrote_about_as_much(
    case: kit.Case, accounts: list[str], drawn: list[str]
) -> None:
    assert not set(drawn) & set(accounts)
    assert len(drawn) >= len(accounts) / 4
    assert foils(case, pl.Series(accounts))["entity_id"].to_list() == drawn
    sizes = "select account_id as a, floor(log2(count(*))) as size from reviews group by a"
    of = dict(case.sql(sizes).iter_rows())
    assert {of[name] for name in drawn} <= {of[name] for name in accounts}


def test_nobody_listed_needs_no_foils(case: kit.Case) -> None:
    assert foils(case, pl.Series([], dtype=pl.String)).is_empty()


def test_a_blind_queue_does_not_tell_who_is_a_foil(
    case: kit.Case, accounts: list[str], drawn: list[str]
) -> None:
    blind = queue(case, reviewer="Anna", blind=True)
    assert set(blind["entity_id"]) == {*accounts, *drawn}
    foil = pl.col("entity_id").is_in(drawn)
    assert blind.columns == ["entity_kind", "entity_id", "label", "reviews", "effort", "members"]
    for column in ("entity_kind", "members"):
        assert blind.filter(foil)[column].unique().to_list() == (
            blind.filter(~foil)[column].unique().to_list()
        )
    assert not set(drawn) & set(queue(case)["entity_id"])


def test_who_always_says_yes_shows(case: kit.Case, accounts: list[str], drawn: list[str]) -> None:
    for account in [*accounts[:4], *drawn]:
        record(case, "account", account, YES, reviewer="Yes-man", blind=True)
        verdict = YES if account in accounts else NO
        record(case, "account", account, verdict, reviewer="Anna", blind=True)
        record(case, "account", account, YES, reviewer="Ben")  # Not blind: says nothing of him.
    found = yes_to_foils(case, pl.Series(accounts))
    assert found["reviewer"].to_list() == ["Anna", "Yes-man"]
    assert found["share"].to_list() == [0.0, 1.0]
    assert found["suspects_share"].to_list() == [1.0, 1.0]
    assert found["foils"].to_list() == [len(drawn)] * 2
    assert found["high"][0] < 0.5 < found["low"][1]
