"""The gate before an export leaves: a word that is not neutral stops it, by file and phrase."""

from __future__ import annotations

import json
import string
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from kit import journal
from kit.detector import Detector
from kit.detectors import DETECTORS
from kit.errors import CaseError
from kit.exhibit.case_journal import taken_back
from kit.exhibit.column_kinds import MADE
from kit.exhibit.neutral_check import Said, check_folder, check_value
from kit.exhibit.neutral_words import violations
from kit.exhibit.template import own
from kit.journal_chain import Entry
from kit.plain_text import visible
from kit.verdicts.record import GIVEN

MOST = 5
WIDTH = 160
PAPER = "case_file.typ"


def check_notes(entries: Sequence[Entry]) -> None:
    """See that the notes and reasons in a journal are neutral.

    Parameters
    ----------
    entries : sequence of Entry

    Raises
    ------
    CaseError
        Naming line and phrase. A verdict that was taken back does not count: its note stays in the
        journal, as all does, and no page shows it.
    """
    undone = taken_back(entries)
    for entry in entries:
        field = {GIVEN: "note", "unseal": "reason"}.get(entry.kind)
        text = entry.data.get(field or "")
        if entry.number in undone or not isinstance(text, str):
            continue
        for found in violations(text):
            raise CaseError(
                f"Nothing was exported: the {field} on line {entry.number} of {journal.NAME} says "
                f"{text[found.start : found.end]!r} ({found.phrase}), which is no neutral word.",
                hint="Take the verdict back and give it again in words that say what is unusual; "
                "what was taken back stops no export."
                if entry.kind == GIVEN
                else "Lines of a journal stay: export a case whose reasons are neutral.",
            )


def check_sentences(
    findings: pl.DataFrame, detectors: Mapping[str, Detector] = DETECTORS
) -> list[Said]:
    """Return what is not neutral in sentences about findings, but for the names and quotes in them.

    A sentence is its detector's template and the values put into it: both are looked at, so that no
    name in it counts. Tables and pages carry sentences whole and leave them to this.

    Parameters
    ----------
    findings : polars.DataFrame
        Columns detector and evidence.
    detectors : mapping of str to Detector, optional
    """
    said = []
    for name in sorted(set(findings["detector"]) & detectors.keys()):
        pieces = string.Formatter().parse(detectors[name].why)
        plain = " 0 ".join(literal for literal, _, _, _ in pieces)
        said += [Said(f"detector {name}", found.phrase, plain) for found in violations(plain)]
    words = {text for one in findings["evidence"].drop_nulls() for text in _words(json.loads(one))}
    for field, text in sorted(words):
        for phrase, where in check_value(text, field):
            said.append(Said("evidence", phrase, where))
    return said


def check_export(data: Path, sentences: Collection[Said]) -> None:
    """See that everything in an export is neutral, but for its quotes.

    Parameters
    ----------
    data : Path
        Its folder. Its journal is evidence, and left to `check_notes`.
    sentences : collection of Said
        `check_sentences`.

    Raises
    ------
    CaseError
        Naming file and phrase, of the first five.
    """
    paper = [Said(PAPER, one.phrase, PAPER) for one in violations(own(PAPER))]
    found = [*sentences, *paper, *check_folder(data, apart={journal.NAME}, made=MADE)]
    if found:
        shown = "; ".join(
            f"{visible(one.file, WIDTH)}: {one.phrase!r} in “{visible(one.where, WIDTH)}”"
            for one in found[:MOST]
        )
        more = f" And {len(found) - MOST:,} more." if len(found) > MOST else ""
        raise CaseError(
            f"Nothing was exported, because not all of its words are neutral. {shown}.{more}",
            hint="A case's name stands in its case.toml; other people's words go where the kit "
            "marks quotes.",
        )


def _words(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and any(letter.isalpha() for letter in value):
        yield field, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _words(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part, field)
