"""The journal of a case: lines that are only ever added, each with the hash of the one before.

A line is canonical JSON (sorted keys, no spaces, ASCII only) with `at`, `data`, `kind`, `number`
and `previous`, the SHA-256 of the line before it. Whoever changes, removes or inserts a line
breaks the chain from there on, and `verify` says where.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from kit.errors import CaseError

NAME = "journal.jsonl"
START = "0" * 64
WAIT = 30.0


@dataclass(frozen=True)
class Entry:
    """One line of a journal.

    Parameters
    ----------
    number : int
        From 1.
    at : str
        When it was written, ISO 8601 in UTC.
    kind : str
        What happened: "import", "screening", "verdict", "repair", ...
    data : dict
        What the writer noted.
    previous : str
        SHA-256 of the line before, hexadecimal; 64 zeros for the first.
    """

    number: int
    at: str
    kind: str
    data: dict[str, Any]
    previous: str


def append(folder: Path, kind: str, **data: Any) -> Entry:
    """Add one line and put it on the disk.

    Half a last line, left by a process that was killed while it wrote, is taken out first and
    kept in a line of kind "repair".

    Parameters
    ----------
    folder : Path
        The case's folder.
    kind : str
        What happened.
    **data
        Values that JSON knows.

    Raises
    ------
    CaseError
        When another process holds the journal for too long, or it cannot be written.
    """
    path = folder / NAME
    with locked(folder / ".journal.lock", f"The journal of {folder.name}"):
        try:
            with path.open("a+b") as handle:
                entry = _append(handle, kind, data)
                handle.flush()
                os.fsync(handle.fileno())
        except OSError as error:
            raise CaseError(
                f"The journal {path} cannot be written: {error.strerror}.",
                hint="Make room on the disk, or copy the case to a folder that you may write to.",
            ) from error
    return entry


def read(folder: Path) -> list[Entry]:
    """Return every complete line; half a last line is left out.

    Raises
    ------
    CaseError
        When a line is no journal entry.
    """
    complete, _ = _lines(folder)
    return [_entry(folder, number, line) for number, line in enumerate(complete, start=1)]


def verify(folder: Path) -> int:
    """Check the chain and return the number of lines.

    Raises
    ------
    CaseError
        Naming the first line that does not follow from the one before, or half a last line.
    """
    complete, torn = _lines(folder)
    previous = START
    for number, line in enumerate(complete, start=1):
        entry = _entry(folder, number, line)
        if entry.number != number or entry.previous != previous or line != _canonical(entry):
            raise CaseError(
                f"The journal of {folder.name} is broken at line {number}: it does not follow "
                "from the line before.",
                hint="A line was changed, removed or inserted; compare with an earlier copy.",
            )
        previous = hashlib.sha256(line).hexdigest()
    if torn:
        raise CaseError(
            f"The journal of {folder.name} ends in half a line after line {len(complete)}.",
            hint="A process was stopped while it wrote; the next entry repairs it and says so.",
        )
    return len(complete)


@contextmanager
def locked(path: Path, what: str, wait: float = WAIT) -> Iterator[None]:
    """Hold a lock file for the length of the block, and take it away at the end.

    Parameters
    ----------
    path : Path
        The lock file.
    what : str
        What it protects, for the error.
    wait : float
        Seconds to wait for another holder.

    Raises
    ------
    CaseError
        When it is still held after `wait` seconds, or cannot be made.
    """
    lock = FileLock(path, timeout=wait)
    try:
        lock.acquire()
    except Timeout as error:
        raise CaseError(
            f"{what} is in use by another process.", hint="Wait until it has finished, then retry."
        ) from error
    except OSError as error:
        raise CaseError(f"{path.parent} cannot be written: {error.strerror}.") from error
    try:
        yield
    finally:
        with suppress(OSError):  # A waiter sees that the file is gone and makes a new one.
            path.unlink()
        lock.release()


def _append(handle: Any, kind: str, data: dict[str, Any]) -> Entry:
    handle.seek(0)
    complete, torn = _split(handle.read())
    if torn:
        handle.truncate(sum(len(line) + 1 for line in complete))
        complete.append(
            _write(handle, complete, "repair", {"torn": torn.decode("utf-8", "replace")})
        )
    line = _write(handle, complete, kind, data)
    return Entry(**json.loads(line))


def _write(handle: Any, complete: list[bytes], kind: str, data: dict[str, Any]) -> bytes:
    previous = hashlib.sha256(complete[-1]).hexdigest() if complete else START
    at = datetime.now(UTC).isoformat(timespec="seconds")
    line = _canonical(Entry(len(complete) + 1, at, kind, data, previous))
    handle.write(line + b"\n")
    return line


def _canonical(entry: Entry) -> bytes:
    return json.dumps(vars(entry), sort_keys=True, separators=(",", ":")).encode()


def _lines(folder: Path) -> tuple[list[bytes], bytes]:
    path = folder / NAME
    return _split(path.read_bytes() if path.is_file() else b"")


def _split(content: bytes) -> tuple[list[bytes], bytes]:
    *complete, torn = content.split(b"\n")
    return complete, torn


def _entry(folder: Path, number: int, line: bytes) -> Entry:
    try:
        return Entry(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise CaseError(
            f"Line {number} of the journal of {folder.name} is no journal entry.",
            hint="The file was changed by hand; compare with an earlier copy.",
        ) from error
