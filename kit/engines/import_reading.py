"""Bring a file's records into the database, batch by batch, as typed and judged rows."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from kit.engines.importing import judge
from kit.sources.reading.blocks import Original
from kit.sources.reading.json_text import document_records, line_records, repaired
from kit.sources.reading.lines import Lines
from kit.sources.reading.records import Record
from kit.sources.reading.tables import table_records
from kit.sources.source import Plan, literal, quoted

BATCH_ROWS = 50_000
BATCH_CHARACTERS = 32 << 20
NO_OBJECT = "this is no JSON object"


class Reading:
    """One pass over a text file.

    Parameters
    ----------
    original : Original
        The file.
    plan : Plan
        How it is read.
    """

    def __init__(self, original: Original, plan: Plan) -> None:
        self._plan = plan
        self._lines = Lines(original.blocks(plan.layout.compression), plan.layout)

    def records(self) -> Iterator[Record]:
        """Yield every record but the header."""
        plan = self._plan
        if plan.layout.kind == "lines":
            return line_records(self._lines)
        if plan.layout.kind == "document":
            return document_records(self._lines)
        width = len(plan.fields)
        records = table_records(self._lines, plan.layout, width, rest=not plan.header)
        if plan.header:
            next(records, None)
        return records

    @property
    def notes(self) -> list[str]:
        """What a reader should know of the text, after the pass."""
        notes = []
        if self._lines.foreign:
            noun = "line is" if self._lines.foreign == 1 else "lines are"
            notes.append(f"{self._lines.foreign:,} {noun} not UTF-8, read as Windows-1252")
        if self._lines.nul:
            noun = "line holds" if self._lines.nul == 1 else "lines hold"
            notes.append(f"{self._lines.nul:,} {noun} NUL characters, which were kept")
        return notes


def stage_text(
    db: duckdb.DuckDBPyConnection, name: str, original: Original, plan: Plan, latest: datetime
) -> list[str]:
    """Make the temporary table `name` of judged rows, and return what is to be noted."""
    reading = Reading(original, plan)
    created = False
    tabular = plan.layout.kind == "table"
    relation = _table_relation(plan) if tabular else _json_relation(plan)
    query = judge(relation, plan.columns, {}, plan.dates, latest, raw=True)
    for batch in _ahead(_batches(reading.records())):
        arrow = _arrow(batch, len(plan.fields)) if tabular else _json_arrow(db, batch)
        db.register("batch", arrow)
        start = f"insert into {name}" if created else f"create temp table {name} as"
        db.execute(f"{start} {query}")
        db.unregister("batch")
        created = True
    if not created:
        db.register("batch", _arrow([], len(plan.fields) if tabular else 0, json=not tabular))
        db.execute(f"create temp table {name} as {query}")
        db.unregister("batch")
    return reading.notes


def stage_parquet(
    db: duckdb.DuckDBPyConnection, name: str, original: Original, plan: Plan, latest: datetime
) -> None:
    """Make the temporary view `name` of judged rows; the file is read whenever it is asked."""
    scan = parquet_scan(original)
    relation = f'(select file_row_number + 1 as "@line", null::varchar as "@broken", * from {scan})'
    there = {str(row[0]) for row in db.execute(f"describe select * from {scan}").fetchall()}
    absent = "".join(
        f", null::varchar as {quoted(field)}" for field in plan.fields if field not in there
    )
    if absent:
        relation = f"(select *{absent} from {relation})"
    listed = ", ".join(f"{expression} as {ours}" for ours, expression in plan.columns.items())
    described = db.execute(f"describe select {listed} from {relation}").fetchall()
    types = {str(row[0]): str(row[1]) for row in described}
    query = judge(relation, plan.columns, types, plan.dates, latest, raw=False)
    db.execute(f"create temp view {name} as {query}")


def parquet_scan(original: Original) -> str:
    """Return the table function that reads a Parquet file with the number of each row."""
    return f"read_parquet({literal(str(original.path))}, file_row_number = true)"


def _ahead(batches: Iterator[list[Record]]) -> Iterator[list[Record]]:
    """Read the next batch while the database works on this one."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record.raw)
        if len(batch) >= BATCH_ROWS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _arrow(batch: list[Record], width: int, *, json: bool = False) -> pa.Table:
    columns: dict[str, Any] = {
        "@line": pa.array([record.line for record in batch], pa.int64()),
        "@raw": pa.array([record.raw for record in batch], pa.string()),
        "@broken": pa.array([record.broken for record in batch], pa.string()),
    }
    if json:
        columns["@json"] = columns["@raw"]
    empty = (None,) * width
    rows = [empty if record.broken is not None else record.fields for record in batch]
    by_column = list(zip(*rows, strict=True)) if rows else [()] * width
    for place in range(width):
        columns[f"@{place}"] = pa.array(by_column[place], pa.string())
    return pa.table(columns)


def _json_arrow(db: duckdb.DuckDBPyConnection, batch: list[Record]) -> pa.Table:
    """Return a batch with `"@json"`, which DuckDB can read, beside the text as it stands."""
    arrow = _arrow(batch, 0, json=True)
    db.register("batch", arrow)
    odd = db.execute(
        """select "@line" from batch where "@broken" is null and
            case when json_valid("@raw") then json_type("@raw") <> 'OBJECT' else true end"""
    ).fetchall()
    db.unregister("batch")
    if not odd:
        return arrow
    lines = {line for (line,) in odd}
    mended = [
        record._replace(broken=NO_OBJECT)
        if record.line in lines and repaired(record.raw) is None
        else record
        for record in batch
    ]
    arrow = _arrow(mended, 0)
    texts = [
        repaired(record.raw) if record.line in lines and record.broken is None else record.raw
        for record in mended
    ]
    return arrow.append_column("@json", pa.array(texts, pa.string()))


def _table_relation(plan: Plan) -> str:
    places = {name: f'"@{place}"' for place, name in enumerate(plan.fields)}
    fields = "".join(
        f", {places.get(name, 'null::varchar')} as {quoted(name)}" for name in plan.asked
    )
    return f'(select "@line", "@raw", "@broken"{fields} from batch)'


def _json_relation(plan: Plan) -> str:
    pointers = [pointer for field in plan.fields for pointer in _pointers(field)]
    listed = ", ".join(literal(pointer) for pointer in pointers)
    values = []
    for field in plan.fields:
        places = [f"v[{pointers.index(pointer) + 1}]" for pointer in _pointers(field)]
        values.append(f"coalesce({', '.join(places)}, null) as {quoted(field)}")
    return f"""(
        select "@line", "@raw", "@broken", {", ".join(values)}
        from (
            select *, case when "@broken" is null then json_extract_string("@json", [{listed}]) end
                as v
            from batch
        ))"""


def _pointers(field: str) -> list[str]:
    """Return the JSON pointers of a field: as one key, then as a path along its dots."""
    escaped = field.replace("~", "~0").replace("/", "~1")
    paths = ["/" + escaped]
    return [*paths, "/" + escaped.replace(".", "/")] if "." in field else paths
