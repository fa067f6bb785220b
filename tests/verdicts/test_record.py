"""A verdict is a line, undo is another, and nothing is ever gone."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

import kit
from kit import journal
from kit.errors import CaseError, KitError, NotFoundError, ParameterError
from kit.verdicts import record, undo, verdicts
from tests.hostile import HOSTILE


def standing(case: kit.Case) -> list[tuple[str, str]]:
    return verdicts(case).select("reviewer", "verdict").rows()


def test_a_verdict_stands_with_who_said_so_and_on_what(case: kit.Case, accounts: list[str]) -> None:
    record(case, "account", accounts[0], "consistent_with_paid", "one text", "Anna", blind=True)
    row = verdicts(case).row(0, named=True)
    assert (row["entity_kind"], row["entity_id"]) == ("account", accounts[0])
    assert (row["note"], row["reviewer"], row["blind"]) == ("one text", "Anna", True)
    assert row["evidence"] == case.evidence_hash
    assert row["line"] == journal.verify(case)


def test_the_last_word_stands_and_undo_brings_back_the_one_before(
    case: kit.Case, accounts: list[str]
) -> None:
    for verdict in ("undecided", "not_consistent"):
        record(case, "account", accounts[0], verdict, reviewer="Anna")
    assert standing(case) == [("Anna", "not_consistent")]
    undo(case, "account", accounts[0], "anna ")
    assert standing(case) == [("Anna", "undecided")]
    undo(case, "account", accounts[0], "Anna")
    assert standing(case) == []
    with pytest.raises(NotFoundError, match="No verdict of Anna"):
        undo(case, "account", accounts[0], "Anna")
    kinds = [entry.kind for entry in journal.read(case)][-4:]
    assert kinds == ["verdict", "verdict", "verdict_undone", "verdict_undone"]


def test_nobody_takes_back_another_ones_verdict(case: kit.Case, accounts: list[str]) -> None:
    record(case, "account", accounts[0], "undecided", reviewer="Anna")
    with pytest.raises(NotFoundError):
        undo(case, "account", accounts[0], "Ben")


def test_one_person_is_one_however_the_name_is_typed(case: kit.Case, accounts: list[str]) -> None:
    for name in ("Anna  Lee", "anna lee", "Anna\u200b Lee", " ＡNNA LEE\t"):
        record(case, "account", accounts[0], "undecided", reviewer=name)
    assert verdicts(case)["person"].to_list() == ["anna lee"]


@pytest.mark.parametrize(
    ("ask", "says", "error"),
    [
        (lambda c, a: record(c, "person", a, "undecided", "", "Anna"), "no 'person'", None),
        (lambda c, a: record(c, "account", a, "fake", "", "Anna"), "no verdict", None),
        (lambda c, a: record(c, "account", a, "undecided"), "needs the name", None),
        (lambda c, a: record(c, "account", a, "undecided", "", "\u200b "), "needs the name", None),
        (lambda c, a: record(c, "account", a, "undecided", "x" * 10_001, "Anna"), "10,001", None),
        (
            lambda c, a: record(c, "account", a + "?", "undecided", "", "Anna"),
            "No review",
            KeyError,
        ),
    ],
)
def test_says_what_is_wrong_and_writes_nothing(
    case: kit.Case,
    accounts: list[str],
    ask: Callable[[kit.Case, str], object],
    says: str,
    error: type[Exception] | None,
) -> None:
    before = journal.check(case).lines
    with pytest.raises(KitError, match=says) as raised:
        ask(case, accounts[0])
    assert isinstance(raised.value, error or ParameterError)
    assert journal.check(case).lines == before


def test_hostile_notes_and_names_come_back_as_they_were(
    case: kit.Case, accounts: list[str]
) -> None:
    notes = [text for text in HOSTILE.values() if len(text) <= 10_000]
    for note in [*notes, "half \ud800 a pair"]:
        record(case, "account", accounts[0], "undecided", note, reviewer="Anna")
    told = [entry.data["note"] for entry in journal.read(case, "verdict")]
    assert told == [*notes, "half ? a pair"]
    assert verdicts(case)["note"].to_list() == ["half ? a pair"]
    assert journal.check(case).holds


def test_two_notebooks_lose_nothing_of_each_other(case: kit.Case, accounts: list[str]) -> None:
    other = kit.open_case(folder=case.folder)

    def judge(at: tuple[kit.Case, str]) -> None:
        for account in accounts[:10]:
            record(at[0], "account", account, "undecided", reviewer=at[1])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(judge, [(case, "Anna"), (other, "Ben")]))
    assert verdicts(case).height == 20
    assert journal.check(case).holds


def test_a_line_changed_by_hand_is_said(case: kit.Case) -> None:
    journal.append(case, "verdict", entity_kind="account")
    with pytest.raises(CaseError, match="is no verdict"):
        verdicts(case)
