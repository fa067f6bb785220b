"""Do two editions of one case agree? Every line of the journal, and every figure of every table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from kit import journal
from kit.errors import KitError
from kit.exhibit import bag
from kit.exhibit.case_journal import entries_of, original_hash, original_lines
from kit.exhibit.column_kinds import figures
from kit.exhibit.key_file import journal_key, read_key
from kit.exhibit.recipe import fingerprint, read
from kit.exhibit.verifying import Problem
from kit.journal_chain import entry_of

JOURNAL = f"{bag.PAYLOAD}/{journal.NAME}"
TABLES = "tables"
REDACTED, SEALED = "redacted", "sealed"


def against_sealed(redacted: Path, sealed: Path) -> list[Problem]:
    """Compare a redacted edition with the sealed one of the same case.

    Parameters
    ----------
    redacted, sealed : Path
        Bundles; that each agrees with its own manifests is for `kit.exhibit.verifying.verify`.

    Returns
    -------
    list of Problem
        Lines of the journal that stand for other lines, and tables whose rows or figures differ;
        paths are those of the redacted edition.

    Raises
    ------
    KitError
        When one of the two is not the edition that it should be.
    """
    _edition(redacted, REDACTED)
    held = _edition(sealed, SEALED)
    try:
        secret = bytes.fromhex(held["journal_key"])
    except (KeyError, TypeError, ValueError) as error:
        raise KitError(f"{sealed} has no key of its journal's lines in its recipe.") from error
    lines = original_lines(sealed / bag.PAYLOAD)
    return [*_journal(redacted, lines, secret, whole=True), *_tables(redacted, sealed)]


def against_case(redacted: Path, case: Path) -> list[Problem]:
    """Compare a redacted edition's journal with that of the case, by the key beside it.

    Raises
    ------
    CaseError
        When the case has no key.
    KitError
        When it is no redacted edition.
    """
    _edition(redacted, REDACTED)
    return list(_journal(redacted, original_lines(case), journal_key(read_key(case)), whole=False))


def is_redacted(bundle: Path) -> bool:
    """Return whether a bundle says of itself that it is a redacted edition."""
    try:
        return read(bundle).get("edition") == REDACTED
    except KitError:
        return False


def _edition(bundle: Path, wanted: str) -> dict[str, Any]:
    held = read(bundle)
    if held.get("edition") != wanted:
        raise KitError(
            f"{bundle} is no {wanted} edition.",
            hint="kit exhibit writes the redacted edition, and with --sealed the other.",
        )
    return held


def _journal(bundle: Path, originals: list[bytes], secret: bytes, *, whole: bool) -> list[Problem]:
    """Say which lines do not stand for those of the case; `whole`: nor is one left out."""
    entries = entries_of(original_lines(bundle / bag.PAYLOAD))
    found = []
    for entry in entries:
        line = originals[entry.number - 1] if 0 < entry.number <= len(originals) else b""
        original = entry_of(line, entry.number)
        named = original_hash(secret, line) == entry.data.get("original")
        if not named:
            told = f"line {entry.number} stands for another line than that of the case"
            found.append(Problem("journal", JOURNAL, told))
        elif original and (original.at, original.kind) != (entry.at, entry.kind):
            told = f"line {entry.number} has another moment or kind than that of the case"
            found.append(Problem("journal", JOURNAL, told))
    if whole and len(entries) != len(originals):
        told = f"has {len(entries):,} lines, and the sealed edition {len(originals):,}"
        found.append(Problem("journal", JOURNAL, told))
    return found


def _tables(redacted: Path, sealed: Path) -> Iterator[Problem]:
    names = {
        path.stem for bundle in (redacted, sealed) for path in _folder(bundle).glob("*.parquet")
    }
    for name in sorted(names):
        shown = f"{bag.PAYLOAD}/{TABLES}/{name}.parquet"
        pair = [_figures(_folder(bundle) / f"{name}.parquet") for bundle in (redacted, sealed)]
        if pair[0] != pair[1]:
            told = "does not have the rows and figures of the sealed edition"
            yield Problem("changed", shown, told)


def _figures(path: Path) -> str:
    """Return the fingerprint of a table's figures; empty where it cannot be read."""
    try:
        frame = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError):
        return ""
    heads = hashlib.sha256(" ".join(frame.columns).encode()).hexdigest()
    return f"{heads} {fingerprint(frame.select(figures(path.stem, frame)))}"


def _folder(bundle: Path) -> Path:
    return bundle / bag.PAYLOAD / TABLES
