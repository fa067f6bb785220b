"""The default engine: an in-memory DuckDB over a case's evidence, attached read-only and locked."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from kit import statistics
from kit.detector import Value
from kit.engines.additions import attach_days, read_as_one
from kit.engines.captures import captures_of
from kit.errors import CaseError, DetectorError, KitError
from kit.schema import TableSchema
from kit.tables.table import Table

READ_STATEMENTS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def settings() -> dict[str, str]:
    """Return DuckDB's limits as the user set them: `KIT_THREADS` and `KIT_MEMORY` (as "4GB")."""
    chosen = {
        "threads": os.environ.get("KIT_THREADS"),
        "memory_limit": os.environ.get("KIT_MEMORY"),
    }
    return {name: value for name, value in chosen.items() if value}


class Connection:
    """A read-only view of one case's evidence and derived tables.

    Parameters
    ----------
    evidence : Path
        The case's `evidence.duckdb`; `days.duckdb` beside it is read as one with it.
    derived : Path
        Folder of derived tables (Parquet). It and the captures are the only places that queries
        may read besides.

    Notes
    -----
    External access is off and the configuration locked, so that neither a query nor a review can
    reach a file. One query runs at a time: DuckDB spreads it over the cores by itself.
    """

    def __init__(self, evidence: Path, derived: Path) -> None:
        self._derived = derived.resolve()
        self._lock = threading.RLock()
        self._views: dict[str, tuple[Path, ...]] = {}
        self._begun: dict[Path, Future[None]] = {}
        try:
            self._db = duckdb.connect(":memory:", config=dict(settings()))
            self._db.execute("set enable_progress_bar = false")
            self._db.execute(f"set temp_directory = {_quoted(self._derived / 'spill')}")
            self._db.execute(f"attach {_quoted(evidence)} as evidence (read_only)")
            added = attach_days(self._db, evidence.parent, "evidence")
        except duckdb.Error as error:
            raise CaseError(
                f"The evidence in {evidence.parent} cannot be opened: {_first_line(error)}",
                hint="Open another case, or import the files again into a new folder.",
            ) from error
        self._db.execute("use evidence")
        if added:
            read_as_one(self._db)
        statistics.register(self._db)
        places = [_quoted(place) for place in (self._derived, captures_of(evidence.parent))]
        self._db.execute(f"set allowed_directories = [{', '.join(places)}]")
        self._db.execute("set enable_external_access = false")
        self._db.execute("set lock_configuration = true")

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def attach_table(self, name: str, path: Path) -> None:
        """Make the Parquet file of a derived table readable under `name`."""
        self._view(name, (path,), f"select * from read_parquet({_quoted(path)})")

    def attach_captures(self, table: TableSchema, paths: Sequence[Path]) -> None:
        """Make the Parquet files of captures readable as one table, which may be empty."""
        typed = ", ".join(f"{c.name}::{c.type} as {c.name}" for c in table.columns)
        files = f"read_parquet([{', '.join(_quoted(path.resolve()) for path in paths)}])"
        nothing = f"(select {', '.join(f'null as {name}' for name in table.names)} where false)"
        self._view(table.name, tuple(paths), f"select {typed} from {files if paths else nothing}")

    def _view(self, name: str, paths: tuple[Path, ...], query: str) -> None:
        with self._lock:
            if self._views.get(name) != paths:
                self._db.execute(f"create or replace temp view {name} as {query}")
                self._views[name] = paths

    def write_table(self, table: Table, params: Mapping[str, Value], path: Path) -> None:
        """Store a derived table as Parquet, complete or not at all, where it is not there yet."""
        begun = self._begun.get(path)
        if begun is not None:
            try:
                begun.result()
            finally:
                self._begun.pop(path, None)
        if not path.exists():
            self._rows(table, params, path)()

    def begin_table(
        self, table: Table, params: Mapping[str, Value], path: Path, pool: Executor
    ) -> None:
        """Run a derived table's query, and leave the rest to a pool; `write_table` waits for it."""
        if path not in self._begun and not path.exists():
            self._begun[path] = pool.submit(self._rows(table, params, path))

    def _rows(self, table: Table, params: Mapping[str, Value], path: Path) -> Callable[[], None]:
        """Run a derived table's query; return what is left to do, which asks the case nothing."""
        rows = path.with_suffix(f".{os.getpid()}.partial")
        made = path.with_suffix(f".{os.getpid()}.then.partial")
        statement = f"copy ({table.sql}) to {_quoted(rows)} (format parquet, compression lz4_raw)"
        bound = {name: params[name] for name in (params if table.binds is None else table.binds)}
        try:
            with self._lock:
                self._db.execute(statement, bound)
        except BaseException as error:
            rows.unlink(missing_ok=True)
            if isinstance(error, duckdb.Error):
                raise _query_error(statement, error) from error
            raise

        def finish() -> None:
            try:
                if table.then is None:
                    rows.replace(path)
                else:
                    table.then(pl.scan_parquet(rows), params).sink_parquet(made, compression="lz4")
                    made.replace(path)
            finally:
                rows.unlink(missing_ok=True)
                made.unlink(missing_ok=True)

        return finish

    def select(
        self,
        query: str,
        params: Mapping[str, Any] | None = None,
        frames: Mapping[str, pl.DataFrame] | None = None,
    ) -> pl.DataFrame:
        """Run one reading statement.

        Parameters
        ----------
        query : str
            One SELECT.
        params : mapping, optional
            Values that it binds as `$name`.
        frames : mapping of str to pl.DataFrame, optional
            Frames that it reads as tables, by name, for this query only.

        Returns
        -------
        pl.DataFrame

        Raises
        ------
        KitError
            When it is no single SELECT, or when DuckDB refuses it; the message carries the query.
        """
        try:
            statements = duckdb.extract_statements(query)
        except duckdb.Error as error:
            raise _query_error(query, error) from error
        if len(statements) != 1 or statements[0].type not in READ_STATEMENTS:
            raise DetectorError(
                "Only a single SELECT can be run on a case.",
                hint="Evidence never changes; make a new case to change what is in it.",
            )
        try:
            with self._lock, self._registered(frames or {}):
                frame: pl.DataFrame = self._db.sql(query, params=dict(params or {})).pl()
                return frame
        except duckdb.Error as error:
            raise _query_error(query, error) from error

    @contextmanager
    def _registered(self, frames: Mapping[str, pl.DataFrame]) -> Iterator[None]:
        for name, frame in frames.items():
            self._db.register(name, frame)
        try:
            yield
        finally:
            for name in frames:
                self._db.unregister(name)


def _quoted(path: Path) -> str:
    """Return a path as an SQL string: ATTACH, COPY and SET take no bound values."""
    return "'" + str(path).replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _query_error(query: str, error: duckdb.Error) -> KitError:
    return DetectorError(f"The query failed: {str(error).strip()}\n\n{query.strip()}")
