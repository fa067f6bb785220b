"""The journal of a case: lines that are only ever added, each with the hash of the one before.

A line is canonical JSON (sorted keys, no spaces, ASCII only) with `at`, `data`, `kind`, `number`
and `previous`, the SHA-256 of the line before it; the first line names 64 zeros, its own start.
Lines of an older journal have no `previous`: the first line that is added to them begins the
chain, and says over what, the SHA-256 of all bytes before.

Whoever changes, removes or inserts a line breaks the chain from there on, and `check` says where.
A chain alone does not show that lines were cut off at the end, or that all of it was written anew:
for that, compare with the hash of the last line as somebody else noted or signed it.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from kit.disk import sync_where_possible
from kit.errors import CaseError
from kit.journal_chain import START, Check, Entry, Place, canonical, check_lines, entry_of, split
from kit.locking import locked

__all__ = ["NAME", "START", "Check", "Entry", "append", "check", "locked", "read", "verify"]

NAME = "journal.jsonl"
CHAIN, REPAIR = "chain", "repair"
BLOCK = 65_536
"""Bytes that are read at a time, from the end backwards, to find the last line."""


def append(place: Place, kind: str, **data: Any) -> Entry:
    """Add one line and put it on the disk.

    Half a last line, left by a process that was killed while it wrote, becomes evidence: a line of
    kind "repair" that holds it is written over it, in the same write as the new line.

    Parameters
    ----------
    place : Path or Case
        The case, or its folder.
    kind : str
        What happened.
    **data
        Values that JSON knows.

    Returns
    -------
    Entry

    Raises
    ------
    CaseError
        When another process holds the journal for too long, it cannot be written, or its last line
        is no journal entry. Then the journal is as it was before.
    """
    folder = _folder(place)
    path = folder / NAME
    with locked(folder / ".journal.lock", f"The journal of {folder.name}"):
        try:
            fresh = not path.exists()
            # Not in append mode: half a line is written over, so that no moment is without it.
            with path.open("w+b" if fresh else "r+b", buffering=0) as handle:
                entry = _append(handle, folder, kind, data)
            if fresh:
                sync_where_possible(folder)
        except OSError as error:
            raise CaseError(
                f"The journal {path} cannot be written: {error.strerror}.",
                hint="Make room on the disk, or copy the case to a folder that you may write to.",
            ) from error
    return entry


def read(place: Place, *kinds: str) -> list[Entry]:
    """Return every complete line; half a last line is left out.

    Parameters
    ----------
    place : Path or Case
    *kinds : str
        Only lines of these kinds; all by default.

    Raises
    ------
    CaseError
        When a line is no journal entry.
    """
    folder = _folder(place)
    complete, _ = split(_content(folder))
    # A line that does not even hold the word need not be parsed.
    marks = [json.dumps(kind).encode() for kind in kinds]
    entries = (
        _entry(folder, number, line)
        for number, line in enumerate(complete, start=1)
        if not marks or any(mark in line for mark in marks)
    )
    return [entry for entry in entries if not kinds or entry.kind in kinds]


def check(place: Place) -> Check:
    """Check the chain and say where it breaks first, if it does.

    Parameters
    ----------
    place : Path or Case

    Returns
    -------
    Check
        While another process writes, its line may be there in half: `torn` says so.
    """
    return check_lines(*split(_content(_folder(place))))


def verify(place: Place) -> int:
    """Check the chain and return the number of lines.

    Raises
    ------
    CaseError
        Naming the first line that does not follow from the one before, or half a last line.
    """
    folder, found = _folder(place), check(place)
    if found.broken_at is not None:
        raise CaseError(
            f"The journal of {folder.name} is broken at line {found.broken_at}: {found.differs}.",
            hint="A line was changed, removed or inserted; compare with an earlier copy.",
        )
    if found.torn:
        raise CaseError(
            f"The journal of {folder.name} ends in half a line after line {found.lines}.",
            hint="A process was stopped while it wrote; the next entry repairs it and says so.",
        )
    return found.lines


def _append(handle: BinaryIO, folder: Path, kind: str, data: dict[str, Any]) -> Entry:
    """Write after the last complete line, which is read again now that nobody else may write."""
    size = handle.seek(0, os.SEEK_END)
    last, torn = _last(handle, size)
    lines: list[bytes] = []
    number, previous = 0, START
    if last:
        before = entry_of(last)
        if before is None:
            raise CaseError(
                f"The last line of the journal of {folder.name} is no journal entry.",
                hint="The file was changed by hand; compare with an earlier copy.",
            )
        number, previous = before.number, hashlib.sha256(last).hexdigest()
        if not before.chained:
            over, number = _before_chain(handle, size - len(torn))
            number, previous = _add(lines, number, START, CHAIN, over)
    if torn:
        kept = {
            "torn": torn.decode("utf-8", "backslashreplace"),
            "sha256": hashlib.sha256(torn).hexdigest(),
        }
        number, previous = _add(lines, number, previous, REPAIR, kept)
    _add(lines, number, previous, kind, data)
    _put(handle, size - len(torn), b"".join(line + b"\n" for line in lines), torn)
    entry = entry_of(lines[-1])
    assert entry is not None
    return entry


def _add(
    lines: list[bytes], number: int, previous: str, kind: str, data: dict[str, Any]
) -> tuple[int, str]:
    """Add a line that follows, and return its number and its hash."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    lines.append(canonical(Entry(number + 1, at, kind, data, previous)))
    return number + 1, hashlib.sha256(lines[-1]).hexdigest()


def _put(handle: BinaryIO, start: int, content: bytes, torn: bytes) -> None:
    """Write and sync; where the disk refuses, leave all as it was."""
    try:
        handle.seek(start)
        written = 0
        while written < len(content):
            written += handle.write(content[written:])
        os.fsync(handle.fileno())
    except OSError:
        with suppress(OSError):
            handle.seek(start)
            handle.write(torn)
            handle.truncate(start + len(torn))
        raise


def _last(handle: BinaryIO, size: int) -> tuple[bytes, bytes]:
    """Return the last complete line and what stands after it, reading from the end."""
    tail, start = b"", size
    while start > 0 and tail.count(b"\n") < 2:
        step = min(BLOCK, start)
        start -= step
        handle.seek(start)
        tail = handle.read(step) + tail
    *complete, torn = tail.split(b"\n")
    return complete[-1] if complete else b"", torn


def _before_chain(handle: BinaryIO, end: int) -> tuple[dict[str, Any], int]:
    """Return what a chain begins over, and how many lines that is."""
    handle.seek(0)
    content = handle.read(end)
    lines = content.count(b"\n")
    return {"over": hashlib.sha256(content).hexdigest(), "bytes": end, "lines": lines}, lines


def _entry(folder: Path, number: int, line: bytes) -> Entry:
    entry = entry_of(line, number)
    if entry is None:
        raise CaseError(
            f"Line {number} of the journal of {folder.name} is no journal entry.",
            hint="The file was changed by hand; compare with an earlier copy.",
        )
    return entry


def _content(folder: Path) -> bytes:
    path = folder / NAME
    return path.read_bytes() if path.is_file() else b""


def _folder(place: Place) -> Path:
    return place if isinstance(place, Path) else place.folder
