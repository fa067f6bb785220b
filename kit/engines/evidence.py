"""Build `evidence.duckdb`: read files, judge their rows, account for each, sort, store.

The evidence is built complete under a name of its own; `kit/case.py` puts it in place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from kit.engines.additions import (
    COLUMNS,
    continue_from,
    include_old,
    note_what_it_continues,
    outgrown,
)
from kit.engines.duckdb import settings
from kit.engines.import_reading import stage_parquet, stage_text
from kit.engines.import_rejects import recorded, reject_clashes, reject_invalid
from kit.engines.import_repeats import decide, overlap
from kit.engines.importing import KEY
from kit.errors import CaseError, EmptyFileError
from kit.schema import EVIDENCE, IMPORTS, REVIEWS
from kit.sources.opening import Planned

REST = ", ".join(REVIEWS.names[1:])

KEY_HASH = (
    "case when review_id is null then hash(source, account_id, product_id, posted_at) "
    "else hash(review_id) end"
)
"""Equal wherever ids or keys are equal, and cheap to count."""

ROOM = (
    "See that the disk has room for the case (about the size of the files, and as much again "
    "while importing), and that KIT_MEMORY is not too small."
)

CROWD = 10
"""From so many rows on, one name for all of them is nobody's."""


class Builder:
    """Evidence in the making.

    Parameters
    ----------
    target : Path
        The database file to write; it must not exist.
    scratch : Path
        Folder for what does not fit in memory.
    old : Path, optional
        Folder of the case that the new evidence continues.

    Raises
    ------
    CaseError
        When the disk is full, or the old evidence cannot be read.
    """

    def __init__(self, target: Path, scratch: Path, old: Path | None = None) -> None:
        config: dict[str, Any] = {**settings(), "temp_directory": str(scratch)}
        self._parts: list[str] = []
        self._taken: list[Planned] = []
        self._latest = (datetime.now(UTC) + timedelta(days=1)).replace(tzinfo=None)
        with _clear_errors():
            self._db = duckdb.connect(str(target), config=config)
            self._db.execute("set enable_progress_bar = false")
            self._db.execute("set TimeZone = 'UTC'")
            self._db.execute("set preserve_insertion_order = false")
            for table in ("imports", "rejects"):
                self._db.execute(EVIDENCE[table].ddl())
            if old is not None:
                self._parts += continue_from(self._db, old)
        self._continues = old is not None

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def add(
        self, file: Planned, name: str, mapping: Mapping[str, str | None] | None
    ) -> dict[str, Any]:
        """Read one file.

        Parameters
        ----------
        file : Planned
            The file and its plan.
        name : str
            What `imports` calls it.
        mapping : mapping, optional
            What the user decided about columns.

        Returns
        -------
        dict
            Its line of `imports`.

        Raises
        ------
        SourceError
            When it holds no reviews (`EmptyFileError`), is cut off, or changed meanwhile.
        CaseError
            When the disk is full.
        """
        with ThreadPoolExecutor(1) as pool, _clear_errors():
            parquet = file.plan.layout.kind == "parquet"
            digest = pool.submit(file.original.sha256) if parquet else None
            counts, notes = self._take(file, name)
            self._taken.append(file)
            line = {
                "file": name,
                "source": file.plan.source,
                **counts,
                "sha256": digest.result() if digest else file.original.sha256(),
                "bytes": file.original.size,
                "mapping": mapping_text(mapping),
                "note": "; ".join([*file.proposal.notes, *notes]) or None,
            }
            values = ", ".join(f"${column}" for column in IMPORTS.names)
            self._db.execute(f"insert into imports values ({values})", line)
        return line

    def finish(self) -> bool:
        """Sort what was loaded, write it down, and see that no file has changed meanwhile.

        Returns
        -------
        bool
            Whether the database holds all; else only what was added to the old evidence.
        """
        with _clear_errors():
            whole = not self._continues or outgrown(self._db)
            if self._continues and whole:
                include_old(self._db)
            elif self._continues:
                note_what_it_continues(self._db)
            union = " union all ".join(self._parts if whole else self._parts[1:])
            self._db.execute(
                f"create table reviews as select {COLUMNS} from ({union}) "
                "order by product_id, posted_at"
            )
            for file in self._taken:
                file.original.check()
            self._db.execute("checkpoint")
        return whole

    def _take(self, file: Planned, name: str) -> tuple[dict[str, int], list[str]]:
        number = len(self._parts)
        judged = f"judged_{number}"
        notes: list[str] = []
        if file.plan.layout.kind == "parquet":
            stage_parquet(self._db, judged, file.original, file.plan, self._latest)
        else:
            notes = stage_text(self._db, judged, file.original, file.plan, self._latest)
        if file.plan.named and self._crowded(judged):
            notes.append("one name stands for every account, so accounts are unknown")
            judged = self._without_accounts(judged)
        rows, valid, given, distinct = self._one(
            f"""select count(*), count(*) filter (reason is null),
                count(review_id) filter (reason is null),
                count(distinct {KEY_HASH}) filter (reason is null) from {judged}"""
        )
        if not rows:
            raise EmptyFileError(
                f"{name} holds no reviews, only its column names.",
                available=file.plan.fields,
                hint="Check that the export finished.",
            )
        again = (self._known() and overlap(self._db, judged) > 0) or distinct < valid
        decided = f"decisions_{number}" if again else None
        if valid < rows:
            reject_invalid(self._db, file, name, judged)
        duplicates, clashes = 0, 0
        if decided:
            decide(self._db, judged, recorded(self._db, file, judged), decided)
            duplicates, clashes = self._one(
                f"""select count(*) filter (verdict = 'duplicate'),
                    count(*) filter (verdict = 'reject') from {decided}"""
            )
            if clashes:
                reject_clashes(self._db, file, name, decided)
        self._parts.append(_loaded(judged, decided, given == valid, valid == rows))
        counts = {
            "rows_in": rows,
            "loaded": valid - duplicates - clashes,
            "duplicates": duplicates,
            "rejects": rows - valid + clashes,
        }
        return counts, notes

    def _crowded(self, judged: str) -> bool:
        names, rows = self._one(
            f"select count(distinct account_id), count(account_id) from {judged}"
        )
        return bool(names == 1 and rows >= CROWD)

    def _without_accounts(self, judged: str) -> str:
        self._db.execute(
            f"create temp view {judged}_unnamed as "
            f"select * replace (null::varchar as account_id) from {judged}"
        )
        return f"{judged}_unnamed"

    def _known(self) -> bool:
        """Make the view `known` of all reviews so far, where there are any."""
        if not self._parts:
            self._db.execute(
                f"create or replace temp view known as select {COLUMNS} from (values "
                f"({', '.join(f'null::{c.type}' for c in REVIEWS.columns)})) "
                f"as none({COLUMNS}) where false"
            )
            return False
        union = " union all ".join(self._parts)
        self._db.execute(f"create or replace temp view known as {union}")
        return True

    def _one(self, query: str) -> tuple[Any, ...]:
        return tuple(self._db.execute(query).fetchall()[0])


def mapping_text(mapping: Mapping[str, str | None] | None) -> str | None:
    """Return a mapping as `imports` keeps it."""
    return json.dumps(dict(mapping), sort_keys=True) if mapping else None


def _loaded(judged: str, decided: str | None, all_given: bool, all_valid: bool) -> str:
    """Return the SELECT of the rows of one file that are loaded."""
    if decided is None:
        ident = "review_id" if all_given else f"coalesce(review_id, {KEY}) as review_id"
        return f"select {ident}, {REST} from {judged}{'' if all_valid else ' where reason is null'}"
    return f"""select coalesce(id, review_id, {KEY}) as review_id, {REST}
        from {judged} left join (select line, id, verdict from {decided}) as fates using (line)
        where {judged}.reason is null and coalesce(verdict, 'load') = 'load'"""


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Say in the kit's words that the database could not go on."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        first = str(error).strip().splitlines()[0]
        room = not isinstance(error, duckdb.ProgrammingError | duckdb.DataError)
        raise CaseError(
            f"The import stopped and nothing was changed: {first}",
            hint=ROOM if room else "Say this to whoever looks after the kit, with the file.",
        ) from error
