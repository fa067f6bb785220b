"""The audit slice: everybody who is not listed has the same chance, and nobody draws again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import kit
from kit import journal
from kit.errors import ParameterError
from kit.trust.daily import audits, day
from kit.trust.daily.audit import draw, log


@pytest.fixture
def case(after_two: Path) -> kit.Case:
    return kit.open_case(folder=after_two)


def test_the_journal_has_each_slice_with_its_probability(case: kit.Case) -> None:
    told = audits(case)
    assert told["run"].to_list() == [1] * 5 + [2] * 5
    listed = day(case).list
    named = listed.filter(listed["state"].is_in(["new", "waiting", "returned"]))
    names = named.filter(named["entity_kind"] == "account")["entity_id"].to_list()
    last = told.filter(told["run"] == 2)
    known = case.sql("select count(distinct account_id) as n from reviews")["n"][0]
    assert last["population"].unique().to_list() == [known - len(names)]
    assert last["probability"].unique().to_list() == [5 / (known - len(names))]
    assert not set(last["account_id"]) & set(names)
    drawn = listed.filter(listed["state"] == "audit")
    assert drawn["entity_id"].to_list() == last["account_id"].to_list()
    assert drawn["inclusion"].to_list() == last["probability"].to_list()


def test_a_draw_depends_on_evidence_and_day_alone(case: kit.Case) -> None:
    monday, tuesday = date(2024, 1, 1), date(2024, 1, 2)
    assert draw(case, [], monday, 5) == draw(case, [], monday, 5)
    assert draw(case, [], monday, 5).accounts != draw(case, [], tuesday, 5).accounts
    assert draw(case, [], monday, 9).accounts[:5] == draw(case, [], monday, 5).accounts


def test_every_account_comes_about_as_often(case: kit.Case) -> None:
    known = case.sql("select distinct account_id from reviews order by account_id")["account_id"]
    rest = known[40:].to_list()
    tally = dict.fromkeys(known[:40], 0)
    for number in range(400):
        for name in draw(case, rest, date.fromordinal(730_000 + number), 10).accounts:
            tally[name] += 1
    # Each is in 400 draws with probability 1/4: 100 expected, standard deviation 8.7.
    assert 60 < min(tally.values()) <= max(tally.values()) < 140
    assert sum(tally.values()) == 4_000


def test_where_nobody_is_left_nobody_is_drawn(case: kit.Case) -> None:
    known = case.sql("select distinct account_id from reviews")["account_id"]
    drawn = draw(case, known, None, 5)
    assert (drawn.accounts, drawn.population, drawn.probability) == ((), 0, 0.0)
    assert draw(case, [], None, 0).population == known.drop_nulls().len()
    with pytest.raises(ParameterError, match="0 to 1,000"):
        draw(case, [], None, 1_001)


def test_a_slice_is_noted_once(case: kit.Case) -> None:
    drawn = draw(case, [], None, 2)
    log(case, drawn, 3, None)
    log(case, drawn, 3, None)
    assert [entry.data["run"] for entry in journal.read(case, "audit")] == [1, 2, 3]
    assert audits(case)["day"][-1] is None
