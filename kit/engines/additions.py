"""What was added to a case since its evidence was last written whole: a second file beside it.

A day of ten thousand reviews is no reason to sort ten million anew. It goes into `days.duckdb`,
sorted like the evidence and read as one with it; that file is written anew with each addition, and
once it would hold more than `SHARE` of the evidence, all is written whole again. It says which
evidence it continues. Whatever else lies there, as after a kill between two renames, is not read.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb

from kit.schema import EVIDENCE, REVIEWS
from kit.sources.source import literal

EVIDENCE_FILE = "evidence.duckdb"
DAYS_FILE = "days.duckdb"
SHARE = 0.1

COLUMNS = ", ".join(REVIEWS.names)


def identity(db: duckdb.DuckDBPyConnection, imports: str) -> str:
    """Return SHA-256 over what a table of imports lists, in order."""
    rows = db.execute(
        f"select sha256, source, mapping, rows_in, loaded from {imports} order by rowid"
    ).fetchall()
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def attach_days(db: duckdb.DuckDBPyConnection, folder: Path, evidence: str) -> bool:
    """Attach a case's additions as `days` where they continue the evidence; say whether they do.

    Parameters
    ----------
    db : connection
    folder : Path
        The case's.
    evidence : str
        What its evidence is attached as.
    """
    path = folder / DAYS_FILE
    if not path.is_file():
        return False
    db.execute(f"attach {literal(str(path))} as days (read_only)")
    continued = db.execute("select identity from days.continues").fetchall()
    if continued == [(identity(db, f"{evidence}.imports"),)]:
        return True
    db.execute("detach days")
    return False


def read_as_one(db: duckdb.DuckDBPyConnection) -> None:
    """Make `reviews`, `imports` and `rejects` those of the evidence and of its additions."""
    for table, columns in (("reviews", COLUMNS), ("rejects", "*")):
        db.execute(
            f"""create temp view {table} as select {columns} from evidence.{table}
            union all select {columns} from days.{table}"""
        )
    # A table, as a view has no order of its own.
    db.execute("create temp table imports as select * from evidence.imports order by rowid")
    db.execute("insert into temp.imports select * from days.imports order by rowid")


def continue_from(db: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Go on from a case's evidence, attached as `old`, and from what was added to it.

    Imports and rejects of the additions are copied into the tables `imports` and `rejects`.

    Parameters
    ----------
    db : connection
        To evidence in the making.
    folder : Path
        The case's.

    Returns
    -------
    list of str
        The SELECTs of its reviews: of the evidence, and of the additions where there are any.
    """
    db.execute(f"attach {literal(str(folder / EVIDENCE_FILE))} as old (read_only)")
    parts = [f"select {COLUMNS} from old.reviews"]
    if attach_days(db, folder, "old"):
        parts.append(f"select {COLUMNS} from days.reviews")
        for table in ("imports", "rejects"):
            db.execute(f"insert into {table} select * from days.{table} order by rowid")
    return parts


def outgrown(db: duckdb.DuckDBPyConnection) -> bool:
    """Say whether what was added is too much to lie beside the evidence attached as `old`."""
    added, held = (
        db.execute(f"select coalesce(sum(loaded), 0) from {table}").fetchall()[0][0]
        for table in ("imports", "old.imports")
    )
    return bool(added > SHARE * held)


def include_old(db: duckdb.DuckDBPyConnection) -> None:
    """Put the imports and rejects of the evidence attached as `old` before the added ones."""
    for table in ("imports", "rejects"):
        db.execute(f"alter table {table} rename to added")
        db.execute(EVIDENCE[table].ddl())
        for part in (f"old.{table}", "added"):
            db.execute(f"insert into {table} select * from {part} order by rowid")
        db.execute("drop table added")


def note_what_it_continues(db: duckdb.DuckDBPyConnection) -> None:
    """Write down which evidence the additions continue: that attached as `old`."""
    db.execute("create table continues (identity varchar)")
    db.execute("insert into continues values ($told)", {"told": identity(db, "old.imports")})
