"""Lines are only added; whatever else happens to them is seen."""

import hashlib
import json
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit import journal
from kit.errors import CaseError
from kit.journal_chain import Entry, canonical

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(data=VALUES)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_comes_back(tmp_path: Path, data: object) -> None:
    journal.append(tmp_path, "verdict", value=data)
    assert journal.read(tmp_path)[-1].data == {"value": data}
    assert journal.verify(tmp_path) == len(journal.read(tmp_path))


def test_no_journal_is_an_empty_one(tmp_path: Path) -> None:
    assert journal.read(tmp_path) == []
    assert journal.verify(tmp_path) == 0


@pytest.mark.parametrize("change", ["edited", "removed", "swapped", "doubled"])
def test_a_change_is_found_at_its_line(tmp_path: Path, change: str) -> None:
    for number in range(4):
        journal.append(tmp_path, "note", number=number)
    path = tmp_path / journal.NAME
    lines = path.read_bytes().splitlines(keepends=True)
    assert journal.verify(tmp_path) == 4
    if change == "edited":
        lines[1] = lines[1].replace(b'"number":1', b'"number":7')
    elif change == "removed":
        del lines[1]
    elif change == "swapped":
        lines[1], lines[2] = lines[2], lines[1]
    else:
        lines.insert(1, lines[1])
    path.write_bytes(b"".join(lines))
    with pytest.raises(CaseError, match=r"broken at line [23]"):
        journal.verify(tmp_path)


@pytest.mark.parametrize("kept", [1, 30, -1])
def test_half_a_last_line_is_said_and_then_repaired(tmp_path: Path, kept: int) -> None:
    journal.append(tmp_path, "note", text="first")
    path = tmp_path / journal.NAME
    first = path.read_bytes()
    journal.append(tmp_path, "note", text="second")
    torn = path.read_bytes()[len(first) :][:kept]
    path.write_bytes(first + torn)
    with pytest.raises(CaseError, match="ends in half a line after line 1"):
        journal.verify(tmp_path)
    assert [entry.data for entry in journal.read(tmp_path)] == [{"text": "first"}]
    journal.append(tmp_path, "note", text="third")
    kinds = [(entry.kind, entry.data) for entry in journal.read(tmp_path)]
    kept_as = {"torn": torn.decode(), "sha256": hashlib.sha256(torn).hexdigest()}
    assert kinds[1:] == [("repair", kept_as), ("note", {"text": "third"})]
    assert journal.verify(tmp_path) == 3


def test_writers_take_turns(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: journal.append(tmp_path, "note", n=number), range(40)))
    assert journal.verify(tmp_path) == 40
    assert sorted(entry.data["n"] for entry in journal.read(tmp_path)) == list(range(40))
    assert [entry.name for entry in tmp_path.iterdir()] == [journal.NAME]


def test_a_line_that_is_no_entry(tmp_path: Path) -> None:
    (tmp_path / journal.NAME).write_text(json.dumps({"kind": "note"}) + "\n")
    with pytest.raises(CaseError, match=r"Line 1 .* is no journal entry"):
        journal.read(tmp_path)


def test_reads_only_the_kinds_asked_for(tmp_path: Path) -> None:
    for kind in ("note", "verdict", "note"):
        journal.append(tmp_path, kind, says="verdict")
    assert [entry.number for entry in journal.read(tmp_path, "verdict")] == [2]


def test_a_full_disk_leaves_the_journal_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append(tmp_path, "note", text="first")
    path = tmp_path / journal.NAME
    with path.open("ab") as handle:
        handle.write(b'{"at":"half')
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CaseError, match="No space left"):
        journal.append(tmp_path, "note", text="second")
    assert path.read_bytes() == before


def test_a_disk_that_fills_within_a_line_leaves_no_half_of_it(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    journal.append(tmp_path, "note", text="first")
    path = tmp_path / journal.NAME
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 50, hard))
    try:
        with pytest.raises(CaseError, match="cannot be written"):
            journal.append(tmp_path, "note", text="second")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == before
    journal.append(tmp_path, "note", text="second")
    assert journal.verify(tmp_path) == 2


def test_appending_to_a_long_journal_does_not_read_it(tmp_path: Path) -> None:
    journal.append(tmp_path, "note", text="first")
    path = tmp_path / journal.NAME
    line = journal.append(tmp_path, "note", text="x" * 200)
    with path.open("ab") as handle:
        previous = path.read_bytes().splitlines()[-1]
        for number in range(3, 100_001):
            entry = Entry(number, line.at, "note", line.data, hashlib.sha256(previous).hexdigest())
            previous = canonical(entry)
            handle.write(previous + b"\n")
    tracemalloc.start()
    journal.append(tmp_path, "note", text="last")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size / 20
    assert journal.verify(tmp_path) == 100_001
