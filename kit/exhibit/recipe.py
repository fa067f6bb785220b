"""How a bundle was made, so that another person can make it again: files, parameters, results."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from kit import __version__, journal
from kit.disk import sha256
from kit.errors import KitError
from kit.exhibit import bag
from kit.exhibit.column_kinds import figures
from kit.exhibit.key_file import journal_key, mark

if TYPE_CHECKING:
    from kit.case import Case
    from kit.exhibit.case_edition import CaseEdition

NAME = "recipe.json"
FILES = ("file", "source", "sha256", "bytes", "mapping")

_ALL_REVIEWS = """
select count(*) as rows, coalesce(sum(md5_number_lower(reviews::varchar)), 0)::varchar as sum
from reviews
"""


def recipe(
    case: Case,
    findings: pl.DataFrame,
    tables: Mapping[str, pl.DataFrame],
    fdr: float,
    edition: CaseEdition,
) -> dict[str, Any]:
    """Return what is needed to run a case again and to compare the results.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        Its screening, as the edition shows it.
    tables : mapping of str to polars.DataFrame
        `kit.exhibit.case_tables.tables`, as the edition shows them.
    fdr : float
    edition : CaseEdition

    Returns
    -------
    dict
        kit (version), edition, key (its mark), evidence, fdr, files (in the order of import, with
        mapping), detectors (code and parameters of each), results (of each table); the sealed
        edition has journal_key as well (`kit.exhibit.case_journal`). What `kit.exhibit.captured`
        says of captures is added where there are any.
    """
    files = case.imports.select(FILES).to_dicts()
    sealed = {"journal_key": journal_key(edition.key).hex()} if edition.sealed else {}
    return {
        "kit": __version__,
        "edition": edition.name,
        "key": mark(edition.key),
        "evidence": case.evidence_hash,
        "fdr": fdr,
        "files": [{**line, "file": edition.text(line["file"])} for line in files],
        "detectors": screened(case),
        "results": results(case, findings, tables),
        **sealed,
    }


def screened(case: Case) -> dict[str, dict[str, Any]]:
    """Return code and parameters of each detector of the case's last screening."""
    entries = [entry for entry in journal.read(case.folder) if entry.kind == "screening"]
    of_this = [entry for entry in entries if entry.data.get("evidence") == case.evidence_hash]
    return dict(of_this[-1].data["detectors"]) if of_this else {}


def results(
    case: Case, findings: pl.DataFrame, tables: Mapping[str, pl.DataFrame]
) -> dict[str, dict[str, Any]]:
    """Return rows and fingerprint of every table that a second run can be compared on.

    Returns
    -------
    dict of str to dict
        "every review" and "findings", then those of `tables`: rows, fingerprint, and the
        fingerprint of the figures, which is the same in both editions.

    Notes
    -----
    The fingerprint of every review is a sum over rows, so that it asks for no order; the sources'
    SHA-256 are what makes it hard to forge.
    """
    rows, total = case.sql(_ALL_REVIEWS).row(0)
    every = hashlib.sha256(f"{rows} {total}".encode()).hexdigest()
    frames = {"findings": steady(findings), **tables}
    return {
        "every review": {"rows": rows, "fingerprint": every},
        **{
            name: {
                "rows": frame.height,
                "fingerprint": fingerprint(frame),
                "figures": fingerprint(frame.select(figures(name, frame))),
            }
            for name, frame in frames.items()
        },
    }


def steady(findings: pl.DataFrame) -> pl.DataFrame:
    """Return findings with the numbers of their evidence rounded to nine digits.

    Sums that several cores share differ in their last digits from one run to the next.
    """
    rounded = [
        text and json.dumps(json.loads(text, parse_float=_rounded)) for text in findings["evidence"]
    ]
    return findings.with_columns(evidence=pl.Series(rounded, dtype=pl.String))


def _rounded(number: str) -> float:
    return float(f"{float(number):.9g}")


def fingerprint(frame: pl.DataFrame) -> str:
    """Return the SHA-256 of a frame: its columns' names and types, and its rows in their order."""
    heads = json.dumps([[name, str(kind)] for name, kind in frame.schema.items()])
    digest = hashlib.sha256(heads.encode())
    for part in frame.iter_slices(10_000):
        digest.update(part.write_ndjson().encode())
    return digest.hexdigest()


def read(bundle: Path) -> dict[str, Any]:
    """Return the recipe of a bundle.

    Raises
    ------
    KitError
        When it has none that can be read.
    """
    try:
        text = (bundle / bag.PAYLOAD / NAME).read_text("utf-8")
        held: dict[str, Any] = json.loads(text)
        if not {"files", "detectors", "results", "fdr", "kit"} <= held.keys():
            raise ValueError
        files = held["files"]
        if not isinstance(files, list) or not all(set(FILES) <= line.keys() for line in files):
            raise ValueError
    except (OSError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise KitError(
            f"{bundle} is no bundle that can be run again: its {NAME} cannot be read.",
            hint="Look at it with: kit verify BUNDLE",
        ) from error
    return held


def matched(held: Mapping[str, Any], sources: Sequence[Path]) -> list[tuple[dict[str, Any], Path]]:
    """Return the recorded files with the given file that has the same bytes, in their order."""
    by_hash = {sha256(_there(path)): path for path in sources}
    return [(line, by_hash[line["sha256"]]) for line in held["files"] if line["sha256"] in by_hash]


def changed_sources(bundle: Path, sources: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Name the sources that no longer match the hashes in a bundle, and say what is wrong."""
    held = read(bundle)
    looks = [one for line in held.get("captures", []) for one in line["files"]]
    known = {str(line["sha256"]) for line in [*held["files"], *looks]}
    hashes = {path: sha256(_there(path)) for path in sources}
    for path, found in hashes.items():
        if found not in known:
            yield path.name, "is none of the files that the case was made from, or has changed"
    for line in held["files"]:
        if line["sha256"] not in hashes.values():
            yield str(line["file"]), "was not given, or no longer has the hash in the bundle"


def _there(path: Path) -> Path:
    if not path.is_file():
        raise KitError(f"There is no file {path}.")
    return path
