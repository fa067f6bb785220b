"""Verdicts of people: each a line of the journal, taken back by another line and never deleted."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from kit import journal
from kit.case import Case
from kit.errors import CaseError, NotFoundError, ParameterError
from kit.plain_text import visible
from kit.schema import ENTITY_KINDS
from kit.screening import MEMBERS
from kit.views.look_up import KINDS, check

CONSISTENT, NOT_CONSISTENT, UNDECIDED = VERDICTS = (
    "consistent_with_paid",
    "not_consistent",
    "undecided",
)
GIVEN, TAKEN_BACK = "verdict", "verdict_undone"
"""Kinds of the journal's lines."""

LONGEST_NOTE = 10_000
LONGEST_NAME = 200

STANDING: dict[str, pl.DataType | type[pl.DataType]] = {
    "line": pl.Int64,
    "at": pl.String,
    "entity_kind": pl.String,
    "entity_id": pl.String,
    "verdict": pl.String,
    "note": pl.String,
    "reviewer": pl.String,
    "person": pl.String,
    "blind": pl.Boolean,
    "evidence": pl.String,
    "members": MEMBERS,
}
"""Columns of verdicts. `line` is the journal's; `person` is the reviewer's name without case, so
that one who types it in two ways stays one; `evidence` is the hash of the evidence looked at."""


def record(
    case: Case,
    entity_kind: str,
    entity_id: str,
    verdict: str,
    note: str = "",
    reviewer: str = "",
    *,
    blind: bool = False,
    members: Sequence[Mapping[str, str]] = (),
) -> journal.Entry:
    """Write a verdict into the journal.

    Parameters
    ----------
    case : Case
    entity_kind : str
        One of `kit.schema.ENTITY_KINDS`.
    entity_id : str
    verdict : {"consistent_with_paid", "not_consistent", "undecided"}
    note : str
        Why; at most `LONGEST_NOTE` characters.
    reviewer : str
        Who says so. Nothing proves a typed name: a signature over the journal's head does.
    blind : bool
        Whether score and order were hidden.
    members : sequence of mapping, optional
        `kind` and `id` of what a compound entity is made of.

    Returns
    -------
    Entry

    Raises
    ------
    ParameterError
        On an unknown kind or verdict, a note too long, or no name.
    NotFoundError
        When no review names the account or product.
    CaseError
        When the journal cannot be written.
    """
    if entity_kind not in ENTITY_KINDS:
        raise ParameterError(f"There is no {entity_kind!r} to judge.", available=ENTITY_KINDS)
    if verdict not in VERDICTS:
        raise ParameterError(f"{verdict!r} is no verdict.", available=VERDICTS)
    if len(note) > LONGEST_NOTE:
        raise ParameterError(
            f"The note has {len(note):,} characters; {LONGEST_NOTE:,} are the most.",
            hint="Keep long texts in a file of their own and name it in the note.",
        )
    name = named(reviewer)
    if entity_kind in KINDS:
        check(case, entity_kind, entity_id)
    return journal.append(
        case,
        GIVEN,
        entity_kind=entity_kind,
        entity_id=entity_id,
        verdict=verdict,
        # Half a surrogate pair, as a browser may send it, is no text that a file can hold.
        note=note.encode("utf-8", "replace").decode(),
        reviewer=name,
        blind=blind,
        evidence=case.evidence_hash,
        members=[dict(member) for member in members],
    )


def undo(
    case: Case, entity_kind: str, entity_id: str, reviewer: str, note: str = ""
) -> journal.Entry:
    """Take back a reviewer's last verdict about an entity; the one before it, if any, stands again.

    The line names the one that it takes back, so that two who undo at once undo it once.

    Raises
    ------
    NotFoundError
        When no verdict of theirs stands.
    """
    name = named(reviewer)
    theirs = verdicts(case).filter(
        pl.col("entity_kind") == entity_kind,
        pl.col("entity_id") == entity_id,
        pl.col("person") == name.casefold(),
    )
    if theirs.is_empty():
        raise NotFoundError(
            f"No verdict of {visible(name, 60)} about {entity_kind} {visible(entity_id, 60)} "
            "stands.",
            hint="kit.verdicts.verdicts(case) lists those that do.",
        )
    line = theirs["line"][0]
    return journal.append(case, TAKEN_BACK, line=line, reviewer=name, note=note)


def verdicts(case: Case) -> pl.DataFrame:
    """Return the verdicts that stand: each reviewer's last about each entity.

    Parameters
    ----------
    case : Case

    Returns
    -------
    polars.DataFrame
        Columns of `STANDING`, in the order of the journal.

    Raises
    ------
    CaseError
        When a line of the journal is no verdict.
    """
    lines = journal.read(case, GIVEN, TAKEN_BACK)
    gone = {entry.data.get("line") for entry in lines if entry.kind == TAKEN_BACK}
    rows = [_row(case, e) for e in lines if e.kind == GIVEN and e.number not in gone]
    return (
        pl.DataFrame(rows, schema=STANDING)
        .unique(["entity_kind", "entity_id", "person"], keep="last", maintain_order=True)
        .sort("line")
    )


def named(reviewer: str) -> str:
    """Return a reviewer's name without what cannot be seen, so that no one is two persons.

    Raises
    ------
    ParameterError
        When nothing is left, or it is too long.
    """
    plain = unicodedata.normalize("NFKC", reviewer[: 2 * LONGEST_NAME])
    seen = (c for c in plain if c.isspace() or unicodedata.category(c)[0] != "C")
    name = " ".join("".join(seen).split())
    if not name or len(name) > LONGEST_NAME:
        raise ParameterError(
            f"A verdict needs the name of who gives it, of at most {LONGEST_NAME} characters.",
            hint='Give reviewer="..."; on a board, type it into the field.',
        )
    return name


def person(reviewer: str) -> str:
    """Return who a reviewer is, by the name without case; empty where it is no name."""
    try:
        return named(reviewer).casefold()
    except ParameterError:
        return ""


def _row(case: Case, entry: journal.Entry) -> dict[str, Any]:
    data = entry.data
    texts = ("entity_kind", "entity_id", "verdict", "note", "reviewer", "evidence")
    whole = all(isinstance(data.get(name), str) for name in texts)
    if not whole or data["verdict"] not in VERDICTS:
        raise CaseError(
            f"Line {entry.number} of the journal of {case.name} is no verdict.",
            hint="The file was changed by hand; kit.journal.check(case) says where.",
        )
    given = {name: data[name] for name in texts}
    return {
        **given,
        "line": entry.number,
        "at": entry.at,
        "person": given["reviewer"].casefold(),
        "blind": bool(data.get("blind")),
        "members": data.get("members") or [],
    }
