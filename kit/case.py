"""A case is a folder: evidence that never changes, and what was derived from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import polars as pl

from kit import case_folder
from kit.case_files import new_files
from kit.detectors import DETECTORS
from kit.engines.additions import DAYS_FILE, EVIDENCE_FILE
from kit.engines.captures import state_of
from kit.engines.duckdb import Connection
from kit.engines.evidence import Builder
from kit.errors import CaseError, NotFoundError
from kit.plain_text import visible
from kit.sources.opening import Planned

Files = Any
"""A path, a glob, a Polars frame, an Arrow table, or a list of those."""


class Case:
    """An open case; reading only.

    Parameters
    ----------
    folder : Path
        A case folder, holding `case.toml`, `evidence.duckdb`, and `days.duckdb` where files were
        added since that was written.

    Attributes
    ----------
    folder : Path
    derived : Path
        Where derived tables are kept.
    connection : Connection

    Raises
    ------
    CaseError
        When the folder is no case.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        evidence = folder / EVIDENCE_FILE
        if not evidence.is_file():
            raise CaseError(
                f"{folder} is not a case: "
                + (
                    f"it has no {EVIDENCE_FILE}." if folder.is_dir() else "there is no such folder."
                ),
                available=case_folder.listing(folder) if folder.is_dir() else None,
                hint="Give the files to import as well: kit.open_case(files, folder=...).",
            )
        self.derived = folder / "derived"
        with suppress(OSError):  # A case may lie on a disk that can only be read.
            self.derived.mkdir(exist_ok=True)
        self.connection = self._connect(evidence)

    def _connect(self, evidence: Path) -> Connection:
        """Open the evidence with its additions; both anew where an import swapped one meanwhile."""
        while True:
            before = evidence.stat().st_ino
            connection = Connection(evidence, self.derived)
            if evidence.stat().st_ino == before:
                return connection
            connection.close()

    def __repr__(self) -> str:
        imports = self.imports
        total = {name: imports[name].sum() for name in ("loaded", "duplicates", "rejects")}
        return (
            f"Case {visible(self.name, 60)}: {total['loaded']:,} reviews from "
            f"{imports.height:,} file{'s' if imports.height != 1 else ''} "
            f"({total['duplicates']:,} duplicates, {total['rejects']:,} rejects)"
        )

    def close(self) -> None:
        """Close the connection; the case cannot be asked anything afterwards."""
        self.connection.close()

    @property
    def name(self) -> str:
        """The name given in `case.toml`, else the folder's."""
        return str(case_folder.read_head(self.folder).get("name") or self.folder.resolve().name)

    @cached_property
    def evidence_hash(self) -> str:
        """SHA-256 over what was imported, in order: the same evidence has the same hash."""
        identity = self.sql(
            "select sha256, source, mapping, rows_in, loaded from imports order by rowid"
        )
        return hashlib.sha256(json.dumps(identity.rows()).encode()).hexdigest()

    @property
    def captures_hash(self) -> str:
        """SHA-256 over the captures that were taken so far, "" where there is none."""
        return state_of(self.folder)

    def sql(self, query: str, params: Mapping[str, Any] | None = None) -> pl.DataFrame:
        """Run one SELECT over `reviews`, `imports` and `rejects`.

        Parameters
        ----------
        query : str
            In DuckDB's dialect; values are bound as `$name`.
        params : mapping, optional
            The values.

        Returns
        -------
        pl.DataFrame

        Raises
        ------
        DetectorError
            When it is not a single SELECT or fails; the message carries the query.
        """
        return self.connection.select(query, params)

    @property
    def not_tested(self) -> pl.DataFrame:
        """Detectors that the last screening could not run: detector, reason."""
        saved = self.folder / "screening" / "not_tested.parquet"
        if saved.exists():
            return pl.read_parquet(saved)
        return pl.DataFrame(schema={"detector": pl.String, "reason": pl.String})

    def explain(self, detector: str, params: Mapping[str, object] | None = None) -> str:
        """Return a detector's query as it runs on the case: bound values as comments, then SQL.

        Raises
        ------
        NotFoundError
            When there is no detector of that name.
        """
        if detector not in DETECTORS:
            raise NotFoundError(f"There is no detector {detector!r}.", available=DETECTORS)
        return DETECTORS[detector].explain(params)

    @property
    def imports(self) -> pl.DataFrame:
        """Every imported file with its account of rows; columns as `kit.schema.IMPORTS`."""
        return self.sql("select * from imports order by rowid")

    @property
    def rejects(self) -> pl.DataFrame:
        """Every row that was not loaded, with its reason; columns as `kit.schema.REJECTS`."""
        return self.sql("select * from rejects order by file, line")

    @property
    def sources(self) -> tuple[str, ...]:
        """Formats and markets that the reviews come from, as in `reviews.source`."""
        found = self.sql("select distinct source from reviews order by source")
        return tuple(found["source"].to_list())


def open_case(
    files: Files = None,
    *,
    folder: str | Path,
    mapping: Mapping[str, str | None] | None = None,
) -> Case:
    """Open a case, importing files into it first where some are given.

    Parameters
    ----------
    files : path, glob, Polars frame, Arrow table, or a list of those; optional
        Review files in any format of `kit formats`. Without them the case that is there is opened.
        Files that the case holds already are not read again; others are added to it.
    folder : path
        The case's folder. It is made whole or not at all.
    mapping : mapping of str to (str or None), optional
        The file's column for each of our columns, over what the kit proposes; None leaves a column
        out.

    Returns
    -------
    Case

    Raises
    ------
    SourceError
        When a file is missing, is no review file, or is cut off.
    CaseError
        When the folder is no case, is in use by another import, or cannot be written.
    """
    place = Path(folder).expanduser()
    if files is None:
        case = Case(place)
        case_folder.repair(place, case.imports.to_dicts(), _version())
        return case
    with case_folder.stage(place) as stage:
        old = place if case_folder.check_place(place) else None
        known = _imports(old)
        plans = new_files(files, stage, mapping, known)
        if plans:
            imports = _build(stage, old, known, plans, mapping)
            put = case_folder.put_more if old else case_folder.put_new
            put(place, stage / "case", imports, _version())
    return open_case(folder=place)


def _imports(folder: Path | None) -> list[dict[str, Any]]:
    if folder is None:
        return []
    case = Case(folder)
    try:
        return case.imports.to_dicts()
    finally:
        case.close()


def _build(
    stage: Path,
    old: Path | None,
    known: list[dict[str, Any]],
    plans: list[tuple[str, Planned]],
    mapping: Mapping[str, str | None] | None,
) -> list[dict[str, Any]]:
    """Write the new evidence into the stage and return every line of its `imports`."""
    built = stage / "case"
    built.mkdir()
    builder = Builder(built / EVIDENCE_FILE, stage / "spill", old)
    try:
        imports = [*known, *(builder.add(plan, name, mapping) for name, plan in plans)]
        whole = builder.finish()
    finally:
        builder.close()
    if not whole:
        (built / EVIDENCE_FILE).rename(built / DAYS_FILE)
    return imports


@cache
def _version() -> str:
    try:
        return version("exhibit-a")
    except PackageNotFoundError:
        return "uninstalled"
