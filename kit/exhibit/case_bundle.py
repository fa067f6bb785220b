"""From a case to a bundle that another person can check: pages, tables, journal, manifests.

By default it names nobody: accounts, sellers and reviews have pseudonyms (`case_edition`), which
the case's key leads back from (`unseal`). The sealed edition of the same case has the same figures.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from kit import __version__, journal
from kit.case_folder import TOML, read_head, toml
from kit.exhibit import assumptions as assumed
from kit.exhibit import bag
from kit.exhibit.assumptions import Assumptions
from kit.exhibit.captured import captured
from kit.exhibit.case_edition import CaseEdition, case_edition
from kit.exhibit.case_journal import entries_of, journal_lines
from kit.exhibit.content import content, dated
from kit.exhibit.crate import write_crate
from kit.exhibit.csv_table import write_csv
from kit.exhibit.edition_tables import edition_tables
from kit.exhibit.further_tables import FURTHER
from kit.exhibit.key_file import check_outside, ensure_key
from kit.exhibit.neutral_gate import check_export, check_notes, check_sentences
from kit.exhibit.pages import write_pages
from kit.exhibit.paper import write_paper
from kit.exhibit.recipe import NAME as RECIPE
from kit.exhibit.recipe import recipe
from kit.exhibit.sheets import sheets
from kit.exhibit.signing import sign, try_key
from kit.exhibit.verifying import EXPORT
from kit.plain_text import visible
from kit.screening import screening

if TYPE_CHECKING:
    from kit.case import Case
    from kit.detector import Progress

TABLES = "tables"


@dataclass(frozen=True)
class CaseBundle:
    """A bundle that was written.

    Parameters
    ----------
    path : Path
        Its folder.
    listed : int
        Accounts in Exhibit A.
    sha256 : str
        Of its tag manifest: it stands for all of the bundle.
    """

    path: Path
    listed: int
    sha256: str


def write_case_bundle(
    case: Case,
    out: Path,
    *,
    fdr: float = 0.05,
    sealed: bool = False,
    sign_with: Path | None = None,
    assumptions: Assumptions | None = None,
    progress: Progress | None = None,
) -> CaseBundle:
    """Write a case as a BagIt bag: all of it, or nothing.

    Parameters
    ----------
    case : Case
        Screened first where that was not done. The key of its pseudonyms lies beside it, and is
        made where there is none.
    out : Path
        The bag's folder, which must not exist, or be empty.
    fdr : float
        Most of those listed that may be there by chance, on average.
    sealed : bool
        Name accounts, sellers and reviews as they are.
    sign_with : Path, optional
        An SSH key that signs it (`kit.exhibit.signing`).
    assumptions : Assumptions, optional
        What the range of damages rests on; those that come with the kit by default.
    progress : callable, optional
        Called as `kit.screen` calls it.

    Raises
    ------
    KitError
        When something is there already, cannot be written, or the key cannot sign.
    CaseError
        When a note, a label or a sentence is not in neutral words, it is not known what a column
        holds, or the key would leave with the bundle.

    Notes
    -----
    The same case, version, key and rate give the same bytes: dates are those of the journal, which
    the bundle holds up to its last line that is not about an export. The export is noted in the
    journal, with the hash that stands for the bundle, once for each hash.
    """
    if sign_with is not None:
        try_key(sign_with)
    check_outside(case.folder, out)
    check_notes(up_to_last_change(journal.read(case.folder)))
    findings = screening(case, progress)
    entries = up_to_last_change(journal.read(case.folder))
    edition = case_edition(case, ensure_key(case.folder), sealed=sealed)
    given = assumptions or assumed.shipped()
    told, held = edition_tables(case, findings, fdr, edition, given)
    lines = journal_lines(case.folder, entries, edition)
    said = content(case, held, entries_of(lines), fdr, edition)
    listed = list(sheets(held))
    with bag.stage(out) as stage:
        data = stage / bag.PAYLOAD
        write_pages(data, said, listed)
        write_paper(data, said, listed)
        write_tables(held, data / TABLES)
        # What rests on the gig market or on assumptions does not follow from the source files.
        again = {name: frame for name, frame in held.items() if name not in FURTHER}
        how = recipe(case, told, again, fdr, edition) | captured(case, findings, fdr, edition)
        _write(data / RECIPE, json.dumps(how, indent=1, sort_keys=True) + "\n")
        _write(data / assumed.NAME, given.text)
        _write(data / TOML, _toml(case, edition))
        (data / journal.NAME).write_bytes(b"".join(line + b"\n" for line in lines))
        write_crate(data, said)
        check_export(data, check_sentences(_about(told, held["seen"])))
        seal = bag.seal(stage, _info(case, dated(entries), edition))
        if sign_with is not None:
            sign(stage, sign_with)
        _note(case, seal, fdr, edition)
    return CaseBundle(out, len(listed), seal)


def up_to_last_change(entries: Sequence[journal.Entry]) -> list[journal.Entry]:
    """Return a journal without the exports at its end: they change nothing in the case."""
    last = max((entry.number for entry in entries if entry.kind != EXPORT), default=0)
    return list(entries[:last])


def write_tables(frames: dict[str, pl.DataFrame], folder: Path) -> None:
    """Write each frame as CSV for a spreadsheet, as Parquet, and as JSON."""
    folder.mkdir()
    for name, frame in frames.items():
        write_csv(frame, folder / f"{name}.csv")
        frame.write_parquet(folder / f"{name}.parquet")
        rows = ",\n".join(json.dumps(row, default=_iso) for row in frame.to_dicts())
        _write(folder / f"{name}.json", f"[\n{rows}\n]\n")


def _about(findings: pl.DataFrame, seen: pl.DataFrame) -> pl.DataFrame:
    """Return the findings that a bundle tells of."""
    return findings.join(
        seen, left_on=["detector", "entity_id"], right_on=["detector", "finding"], how="semi"
    )


def _toml(case: Case, edition: CaseEdition) -> str:
    if edition.sealed:
        return (case.folder / TOML).read_text("utf-8")
    held = read_head(case.folder)
    imports = [{**row, "file": edition.text(row["file"])} for row in case.imports.to_dicts()]
    name = edition.text(case.name)
    return toml(name, str(held.get("created", "")), str(held.get("kit", "")), imports)


def _info(case: Case, at: str, edition: CaseEdition) -> dict[str, str]:
    name = visible(edition.text(case.name), 120)
    return {
        "Bagging-Date": at[:10],
        "Bag-Software-Agent": f"Exhibit A {__version__}",
        "External-Description": f"Case file of {name}, {edition.name} edition",
        "External-Identifier": case.evidence_hash,
    }


def _note(case: Case, seal: str, fdr: float, edition: CaseEdition) -> None:
    noted = [entry.data for entry in journal.read(case.folder) if entry.kind == EXPORT]
    if not any(data.get("bundle") == seal for data in noted):
        journal.append(case.folder, EXPORT, bundle=seal, fdr=fdr, edition=edition.name)


def _iso(value: date) -> str:
    return value.isoformat()


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "replace"))
