"""What a case file says beside its sheets, as plain values that pages and paper share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from kit import __version__
from kit.exhibit import contents
from kit.exhibit.consequences import consequences
from kit.exhibit.methods import error_rates, look_alikes
from kit.exhibit.privacy import privacy
from kit.plain_text import visible

if TYPE_CHECKING:
    from kit.case import Case
    from kit.exhibit.case_edition import CaseEdition
    from kit.journal import Entry


def content(
    case: Case,
    tables: Mapping[str, pl.DataFrame],
    entries: Sequence[Entry],
    fdr: float,
    edition: CaseEdition,
) -> dict[str, Any]:
    """Return everything but the sheets.

    Parameters
    ----------
    case : Case
    tables : mapping of str to polars.DataFrame
        `kit.exhibit.case_tables.tables`, "methods", "masked", and those of
        `kit.exhibit.further_tables`, as the edition shows them.
    entries : sequence of Entry
        The journal, as the bundle holds it.
    fdr : float
        The rate that the list was drawn at.
    edition : CaseEdition

    Returns
    -------
    dict
        about, follows, privacy, sources, rejects, not_tested, methods, error_rates, look_alikes,
        journal.
    """
    size = contents.market(case)
    listed = tables["exhibit_a"]
    counts = ("rows_in", "loaded", "duplicates", "rejects")
    return {
        "about": {
            "name": visible(edition.text(case.name), contents.NAME_WIDTH),
            "edition": edition.name,
            "hashed": "SHA-256" if edition.sealed else "keyed hash",
            "kit": __version__,
            "dated": dated(entries),
            "evidence": case.evidence_hash,
            "rate": f"{fdr:.0%}" if fdr >= 0.01 else f"{fdr:.2%}",
            "listed": f"{listed.height:,}",
            "span": _span(size),
            "figures": [
                {"name": "Reviews", "value": f"{size['reviews']:,}"},
                {"name": "Accounts", "value": f"{size['accounts']:,}"},
                {"name": "Products", "value": f"{size['products']:,}"},
                {"name": "Accounts listed", "value": f"{listed.height:,}"},
                {"name": "Their reviews", "value": f"{tables['reviews'].height:,}"},
            ],
        },
        "follows": consequences(tables),
        "privacy": privacy(edition.sealed, tables["masked"]),
        "sources": [
            {**row, **{name: f"{row[name]:,}" for name in counts}}
            for row in tables["sources"].iter_rows(named=True)
        ],
        "rejects": [
            {**row, "rows": f"{row['rows']:,}"} for row in tables["rejects"].iter_rows(named=True)
        ],
        "not_tested": tables["not_tested"].to_dicts(),
        "methods": tables["methods"].to_dicts(),
        "error_rates": error_rates(case),
        "look_alikes": look_alikes(),
        "journal": [
            {"number": entry.number, "at": entry.at, "kind": entry.kind} for entry in entries
        ],
    }


def dated(entries: Sequence[Entry]) -> str:
    """Return when the case last changed, ISO 8601: the date of everything in the bundle."""
    return entries[-1].at if entries else "1970-01-01T00:00:00+00:00"


def _span(size: Mapping[str, Any]) -> str:
    if size["first_day"] is None:
        return "None of the reviews has a date."
    return f"Reviews posted from {size['first_day']} to {size['last_day']}."
