"""Captures of a case: read like an import, kept beside the evidence, never part of it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from kit import case_folder, journal
from kit.case import Case, Files, open_case
from kit.disk import sha256, sync_where_possible
from kit.engines.captures import CARD, capture_folders, captures_of
from kit.errors import CaseError
from kit.schema import CAPTURES
from kit.trust.watch.coverage import Covers, coverage
from kit.trust.watch.reading import lacking, moment, shown_rows

KIND = "capture"
"""Kind of the journal's lines."""

HELD: dict[str, Any] = {
    "capture": pl.String,
    "captured_at": pl.Datetime("us"),
    "files": pl.List(pl.String),
    "reviews": pl.Int64,
    "products": pl.Int64,
    "covered": pl.Int64,
    "lacking": pl.Int64,
    "since": pl.Date,
    "until": pl.Date,
}
"""Columns of `captures`. `covered` counts products covered; `lacking` products of the case that a
capture of all products shows no review of, so that it does not cover them."""


def add_capture(
    case: Case,
    files: Files,
    *,
    captured_at: str | date,
    covers: Covers = None,
    mapping: Mapping[str, str | None] | None = None,
) -> str:
    """Keep what a later look at the market showed. The evidence is not touched.

    Parameters
    ----------
    case : Case
    files : path, glob, Polars frame, Arrow table, or a list of those
        Reviews as they stood then, in a format of the case.
    captured_at : str, date or datetime
        When they were fetched, as ISO text or a moment; UTC where nothing else is said. A day
        without a time stands for its end.
    covers : {None, "all"}, list of str or Coverage
        Where the files show every review that was there: nowhere (the default; then nothing that is
        missing from them is said to be gone), for every product that they show, for the products
        given, or as `Coverage` says with a span of days of posting.
    mapping : mapping of str to (str or None), optional
        As for `kit.open_case`.

    Returns
    -------
    str
        The capture's name. The same files at the same time with the same coverage are one capture:
        adding them again changes nothing.

    Raises
    ------
    SourceError
        When a file is missing, torn or no review file, or is of another market.
    ParameterError
        When `captured_at` is no moment, lies in the future, or before the newest review shown.
    CaseError
        When the case is in use by an import, or cannot be written.

    Notes
    -----
    Kept are id, stars, product, account, time, whether the purchase is verified, helpful votes and
    a hash of title and text; the text is not.
    """
    at, covered = moment(captured_at), coverage(covers)
    with case_folder.stage(case.folder) as stage:
        look = open_case(files, folder=stage / "look", mapping=mapping)
        try:
            rows = shown_rows(case, look, at)
            imports = look.imports
        finally:
            look.close()
        shown = rows["product_id"].drop_nulls().unique()
        products = covered.of(shown).with_columns(captured_at=pl.lit(at, pl.Datetime("us")))
        card = {
            "captured_at": at.isoformat(),
            "covers": covered.said(),
            "files": imports.select("file", "source", "sha256", "mapping").to_dicts(),
            "reviews": rows.height,
            "products": len(shown),
            "covered": products.height,
            "lacking": lacking(case, shown) if covered.products is None else 0,
        }
        name = _name(at, card)
        place = captures_of(case.folder)
        if not (place / name).is_dir():
            _put(place / name, stage / name, card, {"sightings": rows, "coverage": products})
        _note(case)
    return name


def captures(case: Case) -> pl.DataFrame:
    """Return the captures of a case, in order of time; columns of `HELD`.

    Raises
    ------
    CaseError
        When one is torn or was changed by hand.
    """
    rows = [_row(card) for card in cards(case)]
    return pl.DataFrame(rows, schema=HELD).sort("captured_at", "capture")


def cards(case: Case) -> list[dict[str, Any]]:
    """Return what is noted of each capture of a case, in order of time.

    Returns
    -------
    list of dict
        capture (its name), captured_at (ISO text, UTC), covers (`Coverage.said`), files (file,
        source, sha256 and mapping of each), and what was counted.

    Raises
    ------
    CaseError
        When one is torn or was changed by hand.
    """
    return [{"capture": folder.name, **_checked(folder)} for folder in capture_folders(case.folder)]


def _name(at: datetime, card: Mapping[str, Any]) -> str:
    """Return a name that sorts by time and is another one for other files or coverage."""
    files = sorted((one["sha256"], one["mapping"] or "") for one in card["files"])
    identity = json.dumps([card["captured_at"], card["covers"], files], sort_keys=True)
    return f"{at:%Y%m%dT%H%M%S}-{hashlib.sha256(identity.encode()).hexdigest()[:12]}"


def _put(
    place: Path, built: Path, card: dict[str, Any], tables: Mapping[str, pl.DataFrame]
) -> None:
    """Write a capture beside its place and move it there whole."""
    built.mkdir()
    sums = {}
    for name, frame in tables.items():
        path = built / f"{name}.parquet"
        frame.write_parquet(path)
        sync_where_possible(path)
        sums[name] = sha256(path)
    with (built / CARD).open("w", encoding="utf-8") as handle:
        json.dump({**card, "sha256": sums}, handle, sort_keys=True)
        handle.flush()
        os.fsync(handle.fileno())
    place.parent.mkdir(exist_ok=True)
    built.rename(place)
    sync_where_possible(place.parent)


def _note(case: Case) -> None:
    """Write a line of the journal for every capture that has none: a kill may have come between."""
    written = {entry.data.get("capture") for entry in journal.read(case, KIND)}
    for folder in capture_folders(case.folder):
        if folder.name not in written:
            journal.append(case, KIND, capture=folder.name, **_checked(folder))


def _checked(folder: Path) -> dict[str, Any]:
    """Return a capture's card, once its files are what it says."""
    try:
        card: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
        whole = all(
            sha256(folder / f"{name}.parquet") == card["sha256"].get(name) for name in CAPTURES
        )
    except (OSError, ValueError, KeyError, AttributeError):
        whole = False
    if not whole:
        raise CaseError(
            f"The capture {folder.name} is torn or was changed by hand.",
            hint="Take its folder out of captures/ and add the files again.",
        )
    return card


def _row(card: Mapping[str, Any]) -> dict[str, Any]:
    covers = card["covers"]
    return {
        **{name: card[name] for name in ("capture", "reviews", "products", "covered", "lacking")},
        "captured_at": datetime.fromisoformat(card["captured_at"]),
        "files": [one["file"] for one in card["files"]],
        "since": covers["since"] and date.fromisoformat(covers["since"]),
        "until": covers["until"] and date.fromisoformat(covers["until"]),
    }
