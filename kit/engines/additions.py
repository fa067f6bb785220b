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

from kit.schema import REVIEWS
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
