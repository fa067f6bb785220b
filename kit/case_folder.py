"""A case's folder on the disk: built beside it, put in place by a rename, repaired after a kill.

`evidence.duckdb` is the truth, with `days.duckdb` for what was added since it was written. Each is
written complete in a stage folder next to the case, then renamed; `case.toml` and the import lines
of the journal follow from them and are made good when a process died in between. Whoever holds the
lock owns the stage: what a killed import left there is cleared away by the next.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kit import journal
from kit.disk import sync_where_possible
from kit.engines.additions import DAYS_FILE, EVIDENCE_FILE
from kit.errors import CaseError
from kit.locking import scratch

TOML = "case.toml"
WAIT = 600.0
"""Seconds that an import waits for another one to end."""

_IMPORT = "[[imports]]"

ACCOUNT = ("file", "source", "rows_in", "loaded", "duplicates", "rejects", "sha256", "bytes")


@contextmanager
def stage(place: Path) -> Iterator[Path]:
    """Hold the lock of a case and give an empty folder to build in; it is gone afterwards.

    Parameters
    ----------
    place : Path
        The case's folder, there or not.

    Raises
    ------
    CaseError
        When another import goes on for too long, or the folder beside cannot be written.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"{place.parent} cannot be made: {error.strerror}.") from error
    with scratch(
        _beside(place),
        _lock(place),
        f"The case {place.name}",
        WAIT,
        "The import stopped and nothing was changed",
        "See that the disk has room and that you may write there.",
    ) as beside:
        yield beside


def check_place(place: Path) -> bool:
    """Return whether a case is there already.

    Raises
    ------
    CaseError
        When something else is there.
    """
    if (place / EVIDENCE_FILE).is_file():
        return True
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise CaseError(
            f"{place} is there already and is no case: it has no {EVIDENCE_FILE}.",
            available=listing(place),
            hint="Choose a folder that does not exist yet.",
        )
    return False


def put_new(place: Path, built: Path, imports: Sequence[dict[str, Any]], version: str) -> None:
    """Make a folder with new evidence into a case: all of it, in one rename."""
    created = datetime.now(UTC).isoformat(timespec="seconds")
    _write(built / TOML, toml(place.name, created, version, imports))
    (built / "derived").mkdir()
    (built / "screening").mkdir()
    for line in imports:
        journal.append(built, "import", **line)
    sync_where_possible(built / EVIDENCE_FILE)
    sync_where_possible(built)
    if place.is_dir():  # It is empty: that was looked at under the lock.
        place.rmdir()
    built.rename(place)
    sync_where_possible(place.parent)


def put_more(place: Path, built: Path, imports: Sequence[dict[str, Any]], version: str) -> None:
    """Swap in new evidence, or what was added; readers that hold the old file go on reading it."""
    added = built / DAYS_FILE
    new = added if added.is_file() else built / EVIDENCE_FILE
    sync_where_possible(new)
    new.replace(place / new.name)
    if new != added:  # They continued the evidence that has just been replaced.
        (place / DAYS_FILE).unlink(missing_ok=True)
    sync_where_possible(place)
    make_good(place, imports, version)


def repair(place: Path, imports: Sequence[dict[str, Any]], version: str) -> None:
    """Make `case.toml` and the journal agree with the evidence, unless an import is going on."""
    if _agree(place, imports) or not os.access(place.parent, os.W_OK):
        return
    with suppress(CaseError), journal.locked(_lock(place), f"The case {place.name}", wait=0):
        make_good(place, imports, version)


def make_good(place: Path, imports: Sequence[dict[str, Any]], version: str) -> None:
    """Write what follows from the evidence where it is missing."""
    head, told = _halves(place)
    known = _parsed(head)
    if not {"name", "created", "kit"} <= set(known) or told != _imports_text(imports):
        started = datetime.fromtimestamp((place / EVIDENCE_FILE).stat().st_mtime, UTC)
        created = str(known.get("created") or started.isoformat(timespec="seconds"))
        name = str(known.get("name") or place.resolve().name)
        partial = place / f".{TOML}.{os.getpid()}"
        _write(partial, toml(name, created, str(known.get("kit") or version), imports))
        partial.replace(place / TOML)
    written = _journalled(place)
    for line in imports:
        if line["sha256"] not in written:
            journal.append(place, "import", **line)


def toml(name: str, created: str, version: str, imports: Sequence[dict[str, Any]]) -> str:
    """Return the text of `case.toml`."""
    lines = [f"name = {_text(name)}", f"created = {_text(created)}", f"kit = {_text(version)}"]
    return "\n".join(lines) + "\n" + _imports_text(imports)


def _imports_text(imports: Sequence[dict[str, Any]]) -> str:
    lines = []
    for line in imports:
        lines += ["", _IMPORT]
        lines += [
            f"{key} = {_text(line[key]) if isinstance(line[key], str) else line[key]}"
            for key in ACCOUNT
        ]
    return "\n".join(lines) + "\n" if lines else ""


def read_toml(place: Path) -> dict[str, Any]:
    """Return `case.toml`, empty where it is missing or cannot be read."""
    return _parsed("".join(_halves(place)))


def read_head(place: Path) -> dict[str, Any]:
    """Return what `case.toml` says before its imports: after a year of days these are long."""
    return _parsed(_halves(place)[0])


def _halves(place: Path) -> tuple[str, str]:
    """Return the text of `case.toml` before its imports, and of these."""
    try:
        text = (place / TOML).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return "", ""
    head, _, _ = text.partition(f"\n{_IMPORT}")
    return head, text[len(head) :]


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError:
        return {}


def listing(place: Path) -> list[str]:
    """Return the first names in a folder, for an error."""
    return sorted(entry.name for entry in place.iterdir())[:12] if place.is_dir() else []


def _agree(place: Path, imports: Sequence[dict[str, Any]]) -> bool:
    expected = [{key: line[key] for key in ACCOUNT} for line in imports]
    told = _halves(place)[1] == _imports_text(imports)
    return (told or read_toml(place).get("imports") == expected) and {
        str(line["sha256"]) for line in imports
    } <= _journalled(place)


def _journalled(place: Path) -> set[str]:
    return {str(entry.data.get("sha256")) for entry in journal.read(place, "import")}


def _beside(place: Path) -> Path:
    return place.parent / f".{place.name}.import"


def _lock(place: Path) -> Path:
    return place.parent / f".{place.name}.import.lock"


def _text(value: str) -> str:
    """Return a TOML string; JSON's escapes are TOML's, but for the one of DEL."""
    clean = value.encode("utf-8", "replace").decode()
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
