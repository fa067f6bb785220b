"""Lines of a journal: what one is, and whether each follows from the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from kit.plain_text import visible

START = "0" * 64
"""What the first line of a chain names as the one before: nothing."""

_CHAINED = {"at", "data", "kind", "number", "previous"}


class InFolder(Protocol):
    """Anything that lies in a folder, as a case does."""

    @property
    def folder(self) -> Path:
        """The folder."""


Place: TypeAlias = Path | InFolder


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
        What happened: "import", "screening", "verdict", "repair", "chain", ...
    data : dict
        What the writer noted.
    previous : str
        SHA-256 of the line before, hexadecimal; 64 zeros for the first, and empty for a line of an
        older journal, from before the chain.
    """

    number: int
    at: str
    kind: str
    data: dict[str, Any]
    previous: str

    @property
    def chained(self) -> bool:
        """Whether the line names the one before."""
        return bool(self.previous)


@dataclass(frozen=True)
class Check:
    """What is to be said of a chain.

    Parameters
    ----------
    lines : int
        Complete lines that were read.
    unchained : int
        Lines at the beginning that no chain links; the first that follows holds their hash.
    broken_at : int or None
        The first line that does not follow from the one before.
    differs : str
        What differs there: expected, and found.
    torn : bytes
        What stands after the last complete line; empty in a whole journal.
    head : str
        SHA-256 of the last complete line: who notes it elsewhere can tell later whether lines were
        cut off, or all of them written anew.
    """

    lines: int
    unchained: int
    broken_at: int | None
    differs: str
    torn: bytes
    head: str

    @property
    def holds(self) -> bool:
        """Whether every line follows and none is in half."""
        return self.broken_at is None and not self.torn


def canonical(entry: Entry) -> bytes:
    """Return the one way to write a line, without its line break."""
    return json.dumps(vars(entry), sort_keys=True, separators=(",", ":")).encode()


def entry_of(line: bytes, number: int = 0) -> Entry | None:
    """Read a line; None where it is no journal entry.

    Parameters
    ----------
    line : bytes
        Without its line break.
    number : int
        Its place in the file, for a line of an older journal, which does not say it.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    named = all(isinstance(found.get(name), str) for name in ("at", "kind"))
    if named and "previous" not in found:
        rest = {name: found[name] for name in found if name not in ("at", "kind", "number")}
        given = rest.pop("data") if isinstance(rest.get("data"), dict) and len(rest) == 1 else rest
        return Entry(number, found["at"], found["kind"], given, "")
    fits = named and set(found) == _CHAINED and isinstance(found["data"], dict)
    if not fits or type(found["number"]) is not int:
        return None
    if not isinstance(found["previous"], str) or not found["previous"]:
        return None
    return Entry(**found)


def split(content: bytes) -> tuple[list[bytes], bytes]:
    """Return the complete lines of a journal, and what stands after the last line break."""
    *complete, torn = content.split(b"\n")
    return complete, torn


def check_lines(complete: Sequence[bytes], torn: bytes) -> Check:
    """Check every line against the one before.

    Parameters
    ----------
    complete : sequence of bytes
    torn : bytes
        As `split` gives them.
    """
    head = hashlib.sha256(complete[-1]).hexdigest() if complete else START
    unchained, previous = 0, START
    for number, line in enumerate(complete, start=1):
        entry = entry_of(line, number)
        if entry is not None and not entry.chained and unchained == number - 1:
            unchained += 1
            continue
        differs = _differs(entry, line, number, previous)
        if not differs and 0 < unchained == number - 1:
            differs = _differs_from_older(entry, complete[:unchained])
        if differs:
            return Check(len(complete), unchained, number, differs, torn, head)
        previous = hashlib.sha256(line).hexdigest()
    return Check(len(complete), unchained, None, "", torn, head)


def _differs(entry: Entry | None, line: bytes, number: int, previous: str) -> str:
    """Return in what a line does not follow from the one before; nothing where it does."""
    if entry is None:
        return "it is no journal entry"
    if not entry.chained:
        return "it names no line before it, as those of the chain do"
    if entry.number != number:
        return f"it calls itself line {entry.number}"
    if entry.previous != previous:
        before = f"line {number - 1} has" if previous != START else "a chain begins with"
        named = visible(entry.previous, 64)
        return f"it follows a line with the hash {named}, and {before} {previous}"
    if line != canonical(entry):
        return "it is written in another way than the kit writes it"
    return ""


def _differs_from_older(entry: Entry | None, older: Sequence[bytes]) -> str:
    over = hashlib.sha256(b"".join(line + b"\n" for line in older)).hexdigest()
    if entry is not None and entry.data.get("over") == over:
        return ""
    return (
        f"the {len(older)} lines before the chain have the hash {over}, and it begins over others"
    )
