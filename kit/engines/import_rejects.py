"""Rows that are not loaded, kept with their text and the reason."""

from __future__ import annotations

import duckdb

from kit.engines.import_reading import Reading, parquet_scan
from kit.sources.opening import Planned
from kit.sources.source import quoted


def reject_invalid(db: duckdb.DuckDBPyConnection, file: Planned, name: str, judged: str) -> None:
    """Store the rows of `judged` that have a reason."""
    if file.plan.layout.kind == "parquet":
        query = f"select line, reason from {judged} where reason is not null"
        _store_parquet(db, file, name, query)
    else:
        db.execute(
            f"""insert into rejects select $file, line, raw, reason from {judged}
                where reason is not null order by line""",
            {"file": name},
        )


def reject_clashes(db: duckdb.DuckDBPyConnection, file: Planned, name: str, decided: str) -> None:
    """Store the rows whose id belongs to another review; a text file is read again for them."""
    query = f"select line, reason from {decided} where verdict = 'reject'"
    if file.plan.layout.kind == "parquet":
        _store_parquet(db, file, name, query)
        return
    reasons = dict(db.execute(query).fetchall())
    rows = [
        (name, record.line, record.raw, reasons[record.line])
        for record in Reading(file.original, file.plan).records()
        if record.line in reasons
    ]
    db.executemany("insert into rejects values (?, ?, ?, ?)", rows)


def recorded(db: duckdb.DuckDBPyConnection, file: Planned, judged: str) -> str:
    """Return a relation of `line` and `record`, a hash over the whole record of the file."""
    if file.plan.layout.kind != "parquet":
        return judged
    listed = ", ".join(map(quoted, _columns(db, file)))
    scan = parquet_scan(file.original)
    return f"(select file_row_number + 1 as line, hash({listed}) as record from {scan})"


def _store_parquet(db: duckdb.DuckDBPyConnection, file: Planned, name: str, query: str) -> None:
    columns = _columns(db, file)
    packed = ", ".join(f"{quoted(column)} := original.{quoted(column)}" for column in columns)
    db.execute(
        f"""insert into rejects
            select $file, line, to_json(struct_pack({packed}))::varchar, reason
            from ({query}) join {parquet_scan(file.original)} as original
                on original.file_row_number + 1 = line
            order by line""",
        {"file": name},
    )


def _columns(db: duckdb.DuckDBPyConnection, file: Planned) -> list[str]:
    described = db.execute(f"describe select * from {parquet_scan(file.original)}").fetchall()
    return [str(row[0]) for row in described if row[0] != "file_row_number"]
