"""What a check names, and how an older journal without a chain goes on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

import kit
from kit import journal
from kit.errors import CaseError

OLDER = [{"at": "2024-01-01", "kind": "import", "file": "a"}, {"at": "2024-01-02", "kind": "note"}]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    lines = "".join(json.dumps(line) + "\n" for line in OLDER)
    (tmp_path / journal.NAME).write_text(lines)
    return tmp_path


def rewrite(folder: Path, old: bytes, new: bytes) -> journal.Check:
    path = folder / journal.NAME
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    return journal.check(folder)


def test_an_older_journal_opens_and_its_chain_says_over_what_it_begins(older: Path) -> None:
    before = (older / journal.NAME).read_bytes()
    assert [entry.data for entry in journal.read(older)] == [{"file": "a"}, {}]
    assert (journal.check(older).unchained, journal.check(older).holds) == (2, True)
    journal.append(older, "note", text="new")
    _, _, begins, added = journal.read(older)
    over = {"over": hashlib.sha256(before).hexdigest(), "bytes": len(before), "lines": 2}
    assert (begins.kind, begins.data, begins.previous) == ("chain", over, journal.START)
    assert (added.number, added.data) == (4, {"text": "new"})
    assert journal.verify(older) == 4
    assert journal.check(older).unchained == 2


def test_a_change_before_the_chain_is_found_where_it_begins(older: Path) -> None:
    journal.append(older, "note", text="new")
    found = rewrite(older, b'"file": "a"', b'"file": "b"')
    assert found.broken_at == 3
    assert "the 2 lines before the chain" in found.differs


def test_a_line_without_a_hash_does_not_slip_into_a_chain(older: Path) -> None:
    journal.append(older, "note", text="new")
    with (older / journal.NAME).open("a") as handle:
        handle.write(json.dumps(OLDER[0]) + "\n")
    assert journal.check(older).broken_at == 5
    assert "names no line before it" in journal.check(older).differs


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        (b'"n":1', b'"n":7', 3, "and line 2 has"),
        (b'"number":2', b'"number":5', 2, "calls itself line 5"),
        (b'"n":2', b'"n": 2', 3, "another way"),
        (b'"kind":"note"', b'"kind":null', 1, "no journal entry"),
        (b"0" * 64, b"\\u001b" + b"0" * 63, 1, "the hash <U+001B>0"),
    ],
)
def test_a_check_names_the_line_and_what_differs(
    tmp_path: Path, old: bytes, new: bytes, line: int, says: str
) -> None:
    for number in range(3):
        journal.append(tmp_path, "note", n=number)
    found = rewrite(tmp_path, old, new)
    assert found.broken_at == line
    assert says in found.differs
    with pytest.raises(CaseError, match=f"broken at line {line}"):
        journal.verify(tmp_path)


def test_the_head_shows_what_a_chain_cannot(tmp_path: Path) -> None:
    for number in range(3):
        journal.append(tmp_path, "note", n=number)
    head = journal.check(tmp_path).head
    path = tmp_path / journal.NAME
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    cut = journal.check(tmp_path)
    assert cut.holds
    assert cut.head != head


def test_a_case_is_taken_for_its_folder(tmp_path: Path) -> None:
    reviews = pl.DataFrame({"account_id": ["a"], "product_id": ["p"], "stars": [5.0]})
    case = kit.open_case(reviews, folder=tmp_path / "case")
    assert journal.check(case) == journal.check(case.folder)
    assert journal.read(case, "import")


def test_a_last_line_that_is_no_entry_is_not_built_upon(tmp_path: Path) -> None:
    (tmp_path / journal.NAME).write_bytes(b"[1]\n")
    with pytest.raises(CaseError, match=r"last line .* is no journal entry"):
        journal.append(tmp_path, "note")
    assert (tmp_path / journal.NAME).read_bytes() == b"[1]\n"
