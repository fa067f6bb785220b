"""Build `evidence.duckdb`: read files, judge their rows, account for each, sort, store.

The evidence is built complete under a name of its own; `kit/case.py` puts it in place.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from kit.engines import repeats
from kit.engines.duckdb import settings
from kit.engines.importing import KEY, judge
from kit.errors import CaseError, SourceError
from kit.schema import EVIDENCE, REVIEWS
from kit.sources.source import Plan, literal

NAMES = ", ".join(REVIEWS.names)


@dataclass(frozen=True)
class Incoming:
    """One file on its way into a case.

    Parameters
    ----------
    name : str
        As it will stand in `imports`.
    path : Path
        Where its bytes are.
    plan : Plan
        How it is read.
    sha256 : callable
        Gives the hash of the bytes once they have all been read.
    size : int
        Bytes.
    mapping : mapping of str to (str or None), optional
        What the user decided about columns.
    """

    name: str
    path: Path
    plan: Plan
    sha256: Callable[[], str]
    size: int
    mapping: dict[str, str | None] | None = None
    notes: tuple[str, ...] = ()


class Builder:
    """Evidence in the making.

    Parameters
    ----------
    target : Path
        The database file to write; it must not exist.
    scratch : Path
        Folder for what does not fit in memory.
    old : Path, optional
        Evidence that the new one continues.
    """

    def __init__(self, target: Path, scratch: Path, old: Path | None = None) -> None:
        config: dict[str, Any] = {**settings(), "temp_directory": str(scratch)}
        self._db = duckdb.connect(str(target), config=config)
        self._db.execute("set enable_progress_bar = false")
        self._db.execute("set TimeZone = 'UTC'")
        self._db.execute("set preserve_insertion_order = false")
        self._parts: list[str] = []
        for name in ("imports", "rejects"):
            self._db.execute(EVIDENCE[name].ddl())
        if old is not None:
            self._db.execute(f"attach {literal(str(old))} as old (read_only)")
            self._parts.append(f"select {NAMES} from old.reviews")
            for name in ("imports", "rejects"):
                self._db.execute(f"insert into {name} select * from old.{name} order by rowid")
        self._latest = (datetime.now(UTC) + timedelta(days=1)).replace(tzinfo=None)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def add(self, incoming: Incoming) -> dict[str, Any]:
        """Read one file and return its line of `imports`."""
        number = len(self._parts)
        judged = self._judged(incoming, f"judged_{number}")
        rows, valid, given, keys = self._one(
            f"""select count(*), count(*) filter (reason is null),
                count(review_id) filter (reason is null),
                count(distinct {self._key_hash()}) filter (reason is null) from {judged}"""
        )
        if rows == 0:
            raise SourceError(
                f"{incoming.name} holds no reviews.", hint="Its first line may be all there is."
            )
        self._know()
        if valid < keys or keys < valid or (self._parts and repeats.overlap(self._db, judged)):
            raise CaseError("repeats")
        ident = "review_id" if given == valid else f"coalesce(review_id, {KEY}) as review_id"
        rest = ", ".join(REVIEWS.names[1:])
        where = "" if valid == rows else " where reason is null"
        self._parts.append(f"select {ident}, {rest} from {judged}{where}")
        line = {
            "file": incoming.name,
            "source": incoming.plan.source,
            "rows_in": rows,
            "loaded": valid,
            "duplicates": 0,
            "rejects": rows - valid,
            "sha256": incoming.sha256(),
            "bytes": incoming.size,
            "mapping": json.dumps(incoming.mapping, sort_keys=True) if incoming.mapping else None,
            "note": "; ".join(incoming.notes) or None,
        }
        self._db.execute(
            f"insert into imports values ({', '.join('$' + name for name in line)})", line
        )
        return line

    def finish(self) -> None:
        """Sort what was loaded and write it down."""
        union = " union all ".join(self._parts)
        self._db.execute(
            f"create table reviews as select {NAMES} from ({union}) order by product_id, posted_at",
        )
        self._db.execute("checkpoint")

    def _judged(self, incoming: Incoming, name: str) -> str:
        plan = incoming.plan
        scan = f"read_parquet({literal(str(incoming.path))}, file_row_number = true)"
        relation = (
            f'(select file_row_number + 1 as "@line", null::varchar as "@broken", * from {scan})'
        )
        listed = ", ".join(
            f"{expression} as {column}" for column, expression in plan.columns.items()
        )
        described = self._db.execute(f"describe select {listed} from {relation}").fetchall()
        types = {str(row[0]): str(row[1]) for row in described}
        query = judge(relation, plan.columns, types, plan.dates)
        query = query.replace("$latest", literal(self._latest.isoformat()) + "::timestamp")
        self._db.execute(f"create temp view {name} as {query}")
        return name

    def _know(self) -> None:
        union = " union all ".join(self._parts) or f"select {NAMES} from (select 1) where false"
        if self._parts:
            self._db.execute(f"create or replace temp view known as {union}")

    def _key_hash(self) -> str:
        return (
            "case when review_id is null then hash(source, account_id, product_id, posted_at) "
            "else hash(review_id) end"
        )

    def _one(self, query: str) -> tuple[Any, ...]:
        found = self._db.execute(query).fetchone()
        assert found is not None
        return tuple(found)
