"""Derived tables of a case: computed once for each evidence, code and parameters, then cached."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path

from kit.detector import Value
from kit.engines.captures import capture_folders, state_of
from kit.engines.duckdb import Connection
from kit.errors import DetectorError
from kit.schema import CAPTURES, EVIDENCE
from kit.tables import TABLES, Table, code_of, reads_captures


def provide(
    connection: Connection,
    derived: Path,
    evidence_hash: str,
    names: Iterable[str],
    params: Mapping[str, Value],
) -> None:
    """Make the named tables readable in a connection, computing those that are not cached.

    Parameters
    ----------
    connection : Connection
    derived : Path
        The case's cache folder.
    evidence_hash : str
    names : iterable of str
        Tables that a query reads; those of the evidence are there already, captures are those that
        lie beside `derived` now.
    params : mapping
        The query's parameters; a table takes those that it names.

    Raises
    ------
    DetectorError
        On a table that is neither in the evidence nor derived.
    """
    for name in names:
        if name in EVIDENCE:
            continue
        if name in CAPTURES:
            folders = capture_folders(derived.parent)
            paths = [folder / f"{name}.parquet" for folder in folders]
            connection.attach_captures(CAPTURES[name], paths)
            continue
        if name not in TABLES:
            raise DetectorError(
                f"There is no table {name!r}.", available=[*EVIDENCE, *CAPTURES, *TABLES]
            )
        table, bound, path = _table(derived, evidence_hash, name, params)
        provide(connection, derived, evidence_hash, table.reads, params)
        connection.write_table(table, bound, path)
        connection.attach_table(name, path)


def begin(
    connection: Connection,
    derived: Path,
    evidence_hash: str,
    names: Iterable[str],
    params: Mapping[str, Value],
    pool: Executor,
) -> None:
    """Begin those of the named tables that keep one core busy; `provide` waits for them.

    Parameters
    ----------
    connection, derived, evidence_hash, names, params
        As for `provide`.
    pool : Executor
        Works out what comes after a table's query.
    """
    for name in names:
        if name in TABLES and TABLES[name].one_core:
            table, bound, path = _table(derived, evidence_hash, name, params)
            provide(connection, derived, evidence_hash, table.reads, params)
            connection.begin_table(table, bound, path, pool)


def _table(
    derived: Path, evidence_hash: str, name: str, params: Mapping[str, Value]
) -> tuple[Table, dict[str, Value], Path]:
    """Return a table, its parameters, and the file that it is kept in."""
    table = TABLES[name]
    bound = {param: params[param] for param in table.params}
    basis = evidence_hash
    if reads_captures([name]):
        basis += state_of(derived.parent)
    return table, bound, derived / f"{name}-{_key(table, bound, basis)}.parquet"


def _key(table: Table, bound: Mapping[str, Value], basis: str) -> str:
    """Return a hash of all that a derived table's rows depend on."""
    parts = [basis, code_of([table.name]), json.dumps(bound, sort_keys=True)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
