"""The journal as an edition holds it: byte for byte, or with pseudonyms and in a chain of its own.

A line of the redacted edition has the number, moment and kind of the case's line, and of its data
what names nobody. It says how many fields it leaves out (`withheld`), and which line it stands for
(`original`): a keyed hash of the line as it is in the case, which is no help to who tries names.
The hash's key is not the one of the pseudonyms but follows from it, and lies in the recipe of the
sealed edition: whoever has that edition, or the case with its key, can check every line.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kit import journal
from kit.exhibit.case_edition import TELLS, CaseEdition
from kit.exhibit.key_file import journal_key
from kit.exhibit.pseudonyms import LETTERS, pseudonym
from kit.exhibit.verifying import EXPORT
from kit.journal_chain import START, Entry, canonical, entry_of
from kit.verdicts.record import GIVEN, TAKEN_BACK

_IMPORT = ("source", "rows_in", "loaded", "duplicates", "rejects", "sha256", "bytes", "note")
TOLD: Mapping[str, tuple[str, ...]] = {
    "import": (*_IMPORT, "mapping"),
    "screening": ("evidence", "detectors", "findings"),
    GIVEN: ("entity_kind", "verdict", "reviewer", "blind", "evidence"),
    TAKEN_BACK: ("line", "reviewer"),
    "unseal": ("pseudonym", "by"),
    EXPORT: ("bundle", "fdr", "edition"),
    "chain": ("bytes", "lines"),
}
"""Fields that both editions tell, for each kind of line. Who judged or unsealed is named: they
answer for it. Of a kind that is not here nothing is told."""

MASKED: Mapping[str, tuple[str, ...]] = {
    "import": ("file",),
    GIVEN: ("note",),
    "unseal": ("reason",),
}
"""Fields of free text, in which the redacted edition masks."""

NAMED = (GIVEN,)
"""Kinds of lines about an entity: `entity_kind`, `entity_id` and `members`."""


def journal_lines(folder: Path, entries: Sequence[Entry], edition: CaseEdition) -> list[bytes]:
    """Return the lines of a journal, without their line breaks, as an edition holds them.

    Parameters
    ----------
    folder : Path
        The case's.
    entries : sequence of Entry
        The first lines of its journal, as `kit.journal.read` gives them: these are returned.
    edition : CaseEdition
    """
    lines = original_lines(folder)[: len(entries)]
    if edition.sealed:
        return lines
    secret = journal_key(edition.key)
    undone = taken_back(entries)
    previous, shown = START, []
    for line, entry in zip(lines, entries, strict=True):
        data = dict(_shown(entry, edition, entry.number in undone))
        withheld = len(entry.data.keys() - data.keys())
        data |= {"original": original_hash(secret, line), "withheld": withheld}
        shown.append(canonical(Entry(entry.number, entry.at, entry.kind, data, previous)))
        previous = hashlib.sha256(shown[-1]).hexdigest()
    return shown


def entries_of(lines: Sequence[bytes]) -> list[Entry]:
    """Return lines as entries; those that are none are left out."""
    found = (entry_of(line, number) for number, line in enumerate(lines, start=1))
    return [entry for entry in found if entry is not None]


def original_lines(folder: Path) -> list[bytes]:
    """Return the complete lines of the journal in a folder."""
    path = folder / journal.NAME
    return path.read_bytes().split(b"\n")[:-1] if path.is_file() else []


def original_hash(secret: bytes, line: bytes) -> str:
    """Return the keyed hash by which a line of the redacted edition names the case's."""
    return hmac.digest(secret, line, "sha256").hex()


def taken_back(entries: Sequence[Entry]) -> set[int]:
    """Return the numbers of the verdicts that their reviewers took back."""
    gone = (entry.data.get("line") for entry in entries if entry.kind == TAKEN_BACK)
    return {line for line in gone if isinstance(line, int)}


def _shown(entry: Entry, edition: CaseEdition, undone: bool) -> Iterator[tuple[str, Any]]:
    data = entry.data
    for field in TOLD.get(entry.kind, ()):
        if field in data:
            yield field, data[field]
    for field in MASKED.get(entry.kind, ()):
        if isinstance(data.get(field), str) and not undone:
            yield field, edition.text(data[field])
    if entry.kind in NAMED and data.get("entity_kind") in LETTERS:
        yield "entity_id", _name(edition.key, data["entity_kind"], data.get("entity_id"))
        members = data.get("members")
        if isinstance(members, list) and all(_is_member(one) for one in members):
            yield (
                "members",
                [
                    {"kind": one["kind"], "id": _name(edition.key, one["kind"], one["id"])}
                    for one in members
                ],
            )


def _is_member(one: Any) -> bool:
    return isinstance(one, dict) and one.get("kind") in LETTERS and isinstance(one.get("id"), str)


def _name(key: bytes, kind: str, name: Any) -> str:
    return str(name) if kind in TELLS else pseudonym(key, kind, str(name))
