"""Nobody is told who is behind a pseudonym without a line in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit import journal
from kit.case import Case
from kit.errors import CaseError, NotFoundError, ParameterError
from kit.exhibit.key_file import ensure_key, key_path
from kit.exhibit.pseudonyms import pseudonym
from kit.exhibit.unseal import unseal
from tests.case_rows import case_of, review

WHO, WHY = "Ada Example", "asked for by the court"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    place = case_of([review("ann", "p1", 0), review("bob", "p2", 1)], tmp_path)
    ensure_key(place.folder)
    yield place
    place.close()


def unseals(case: Case) -> list[dict[str, object]]:
    return [entry.data for entry in journal.read(case.folder) if entry.kind == "unseal"]


@pytest.mark.parametrize(("kind", "name"), [("account", "bob"), ("product", "p1")])
def test_tells_and_writes_down_who_asked_and_why(case: Case, kind: str, name: str) -> None:
    given = pseudonym(ensure_key(case.folder), kind, name)
    assert unseal(case, given, f" {WHO} ", WHY) == name
    assert unseals(case) == [{"pseudonym": given, "by": WHO, "reason": WHY}]
    assert journal.verify(case.folder) == len(journal.read(case.folder))


def test_a_seller_is_looked_for_among_those_given(case: Case) -> None:
    given = pseudonym(ensure_key(case.folder), "seller", "five_star_lab")
    with pytest.raises(ParameterError, match="among"):
        unseal(case, given, WHO, WHY)
    assert unseal(case, given, WHO, WHY, among=["x", "five_star_lab"]) == "five_star_lab"
    assert len(unseals(case)) == 1


@pytest.mark.parametrize(("name", "reason"), [("", WHY), (WHO, " \n"), ("\t", "")])
def test_asks_for_a_name_and_a_reason(case: Case, name: str, reason: str) -> None:
    given = pseudonym(ensure_key(case.folder), "account", "ann")
    with pytest.raises(ParameterError, match="Nothing is unsealed"):
        unseal(case, given, name, reason)
    assert unseals(case) == []


def test_a_pseudonym_of_nobody_is_told_as_such(case: Case) -> None:
    with pytest.raises(NotFoundError, match="another case"):
        unseal(case, pseudonym(bytes(32), "account", "ann"), WHO, WHY)
    assert unseals(case) == []


def test_nothing_is_told_where_nothing_can_be_written(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise CaseError("The journal cannot be written: no space left.")

    monkeypatch.setattr(journal, "append", full)
    with pytest.raises(CaseError, match="no space"):
        unseal(case, pseudonym(ensure_key(case.folder), "account", "ann"), WHO, WHY)


def test_without_the_key_nothing_is_told(case: Case) -> None:
    given = pseudonym(ensure_key(case.folder), "account", "ann")
    key_path(case.folder).unlink()
    with pytest.raises(CaseError, match="no key"):
        unseal(case, given, WHO, WHY)
    assert not key_path(case.folder).exists()
