"""What of a case rests on captures: they are recorded with a bundle, and can be added again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from kit.detectors import DETECTORS
from kit.disk import sha256
from kit.errors import KitError
from kit.exhibit.edition_tables import edition_tables
from kit.exhibit.recipe import results
from kit.exhibit.recorded_files import linked
from kit.tables import reads_captures
from kit.trust.watch import Coverage, add_capture, cards

if TYPE_CHECKING:
    from kit.case import Case
    from kit.exhibit.case_edition import CaseEdition

CAPTURES, WITHOUT = "captures", "without_captures"
"""Parts of a recipe; it has neither where the case has no captures."""

FILE = ("file", "source", "sha256", "mapping")

RESTING = tuple(name for name, one in DETECTORS.items() if reads_captures(one.reads))
"""Detectors that have nothing to look at without captures."""


def captured(
    case: Case, findings: pl.DataFrame, fdr: float, edition: CaseEdition
) -> dict[str, Any]:
    """Return what a recipe says of a case's captures.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        Its screening.
    fdr : float
    edition : CaseEdition

    Returns
    -------
    dict
        captures (in order of time: capture, captured_at, covers, files), and without_captures: the
        results as they are without the detectors in `RESTING`, so that whoever has the source files
        and no captures can compare all that does not rest on these. Empty without captures.
    """
    held = cards(case)
    if not held:
        return {}
    told, frames = edition_tables(case, findings, fdr, edition, without=RESTING)
    return {CAPTURES: [_line(card, edition) for card in held], WITHOUT: results(case, told, frames)}


def _line(card: Mapping[str, Any], edition: CaseEdition) -> dict[str, Any]:
    files = [
        {**{k: one[k] for k in FILE}, "file": edition.text(one["file"])} for one in card["files"]
    ]
    return {**{k: card[k] for k in ("capture", "captured_at", "covers")}, "files": files}


def recorded(held: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the captures that a recipe names.

    Raises
    ------
    KitError
        When they cannot be read.
    """
    try:
        lines = [dict(line) for line in held.get(CAPTURES, [])]
        for line in lines:
            _coverage(line["covers"])
            datetime.fromisoformat(line["captured_at"])
            if not line["files"] or not all(set(FILE) <= one.keys() for one in line["files"]):
                raise ValueError
        if lines and not isinstance(held[WITHOUT], dict):
            raise ValueError
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise KitError(
            "The captures in the bundle's recipe cannot be read.",
            hint="Look at it with: kit verify BUNDLE",
        ) from error
    return lines


def given(lines: Sequence[Mapping[str, Any]], files: Sequence[Path]) -> dict[str, Path]:
    """Return the given files of captures by their SHA-256.

    Raises
    ------
    KitError
        When a file is not there, or belongs to no capture of the bundle.
    """
    known = {one["sha256"]: str(one["file"]) for line in lines for one in line["files"]}
    found = {}
    for path in files:
        if not path.is_file():
            raise KitError(f"There is no file {path}.")
        found[sha256(path)] = path
        if sha256(path) not in known:
            raise KitError(
                f"{path.name} is no file of a capture that this bundle was made with.",
                available=sorted(known.values()),
                hint="Files that the case was made from go with --files.",
            )
    return found


def complete(line: Mapping[str, Any], files: Mapping[str, Path]) -> bool:
    """Return whether every file of a capture was given."""
    return all(one["sha256"] in files for one in line["files"])


def add_again(
    case: Case, lines: Sequence[Mapping[str, Any]], files: Mapping[str, Path], place: Path
) -> Iterator[tuple[str, bool]]:
    """Add captures to a case, and tell for each whether the same one came out.

    Parameters
    ----------
    case : Case
    lines : sequence of mapping
        As from `recorded`; the files of each were given (`complete`).
    files : mapping of str to Path
        By SHA-256.
    place : Path
        A folder for links to them.

    Yields
    ------
    capture : str
        Its recorded name, which holds a hash of time, coverage and files.
    same : bool
    """
    for number, line in enumerate(lines):
        links = [
            linked(place / f"{number}-{n}", one, files[one["sha256"]])
            for n, one in enumerate(line["files"])
        ]
        # One mapping was given for all files of a capture.
        text = line["files"][0]["mapping"]
        name = add_capture(
            case,
            [str(link) for link in links],
            captured_at=datetime.fromisoformat(line["captured_at"]),
            covers=_coverage(line["covers"]),
            mapping=json.loads(text) if text else None,
        )
        yield str(line["capture"]), name == line["capture"]


def _coverage(said: Mapping[str, Any]) -> Coverage:
    """Return a coverage from what it says of itself (`Coverage.said`)."""
    products = said["products"]
    return Coverage(
        products=None if products is None else tuple(map(str, products)),
        since=said["since"] and date.fromisoformat(said["since"]),
        until=said["until"] and date.fromisoformat(said["until"]),
    )
