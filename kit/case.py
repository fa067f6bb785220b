"""A case is a folder: evidence that never changes, and what was derived from it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl

from kit import journal
from kit.engines.duckdb import Connection
from kit.engines.evidence import Builder, Incoming
from kit.errors import CaseError, SourceError
from kit.schema import REVIEWS
from kit.sources.source import Layout, Plan, quoted

EVIDENCE = "evidence.duckdb"


class Case:
    """An open case; reading only.

    Parameters
    ----------
    folder : Path
        A case folder, holding `case.toml` and `evidence.duckdb`.

    Attributes
    ----------
    folder : Path
    derived : Path
        Where derived tables are kept.
    connection : Connection
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        evidence = folder / EVIDENCE
        if not evidence.is_file():
            raise CaseError(
                f"{folder} is not a case: it has no {EVIDENCE}.",
                available=sorted(path.name for path in folder.iterdir())[:12],
                hint="Give the files to import as well: kit.open_case(files, folder=...).",
            )
        self.derived = folder / "derived"
        with suppress(OSError):  # A case may lie on a disk that is only read.
            self.derived.mkdir(exist_ok=True)
        self.connection = Connection(evidence, self.derived)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.resolve().name

    @property
    def evidence_hash(self) -> str:
        """SHA-256 over what was imported, in order: the same evidence has the same hash."""
        identity = self.sql("select sha256, source, mapping, loaded from imports order by rowid")
        return hashlib.sha256(json.dumps(identity.rows()).encode()).hexdigest()

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
    def imports(self) -> pl.DataFrame:
        """Every imported file with its account of rows; columns as `kit.schema.IMPORTS`."""
        return self.sql("select * from imports order by rowid")

    @property
    def rejects(self) -> pl.DataFrame:
        """Every row that was not loaded, with its reason; columns as `kit.schema.REJECTS`."""
        return self.sql("select * from rejects order by file, line")


def open_case(
    files: Any = None,
    *,
    folder: str | Path,
    mapping: Mapping[str, str | None] | None = None,
) -> Case:
    """Open a case, importing files into it first where some are given."""
    place = Path(folder).expanduser()
    if files is None:
        return Case(place)
    stage = place.parent / f".{place.name}.import"
    place.parent.mkdir(parents=True, exist_ok=True)
    with journal.locked(place.parent / f".{place.name}.import.lock", f"The case {place.name}"):
        shutil.rmtree(stage, ignore_errors=True)
        built = stage / "case"
        built.mkdir(parents=True)
        frame = None if isinstance(files, str | Path) else pl.DataFrame(files)
        path = stage / "frame.parquet" if frame is not None else Path(files)
        if frame is not None:
            frame.write_parquet(path)
        names = pl.read_parquet_schema(path)
        if "stars" not in names:
            raise SourceError(f"{path.name} has no column stars.", available=names)
        columns = {name: quoted(name) for name in REVIEWS.names if name in names}
        columns["source"] = "coalesce(\"source\", 'kit')" if "source" in names else "'kit'"
        plan = Plan("kit", Layout("parquet"), columns)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        builder = Builder(built / EVIDENCE, stage / "spill")
        try:
            name = "frame" if frame is not None else path.name
            line = builder.add(Incoming(name, path, plan, lambda: digest, path.stat().st_size))
            builder.finish()
        finally:
            builder.close()
        journal.append(built, "import", **line)
        if place.exists():
            raise CaseError(f"{place} is there already.")
        built.rename(place)
        shutil.rmtree(stage, ignore_errors=True)
    return Case(place)
