"""What becomes of rows whose id or key is there more than once: load, duplicate, or reject.

A *given* id with two contents: the first is kept and the others are rejects. Rows without an id
that share (source, account, product, time) are all loaded when they differ, numbered in the order
of their content. A row that equals another in every column of its record is a duplicate.
"""

from __future__ import annotations

import duckdb

from kit.engines.importing import CONTENT, KEY

ROW = f"row({', '.join(CONTENT)})"
GENERATED = r"^([0-9a-f]{24})(-\d+)?$"


def overlap(db: duckdb.DuckDBPyConnection, judged: str) -> int:
    """Return how many rows of `judged` have an id that the evidence already holds."""
    found = db.execute(
        f"""select count(*) from (select coalesce(review_id, {KEY}) as id from {judged}
            where reason is null) where id in (select review_id from known)"""
    ).fetchone()
    return int(found[0]) if found else 0


def decide(db: duckdb.DuckDBPyConnection, judged: str, recorded: str, name: str) -> None:
    """Make the temporary table `name` (line, id, verdict, reason) over repeated rows.

    Parameters
    ----------
    db : connection
        With `known`, the reviews that are in the case already, as table or view.
    judged : str
        Relation with `line`, `reason` and the columns of `reviews`.
    recorded : str
        Relation with `line` and `record`, a hash of the whole record as it stands in the file.
    name : str
        The table to make.
    """
    db.execute(
        f"""create or replace temp table repeated as
        with keyed as (
            select line, coalesce(review_id, {KEY}) as k, review_id is not null as given,
                {ROW} as content
            from {judged} where reason is null
        ),
        often as (
            select k from keyed group by k having count(*) > 1
            union
            select review_id from known where review_id in (select k from keyed)
        )
        select keyed.*, record from keyed join {recorded} using (line)
        where k in (select k from often)"""
    )
    db.execute(
        f"""create or replace temp table met as
        select review_id, regexp_extract(review_id, '{GENERATED}', 1) as k, {ROW} as content
        from known
        where review_id in (select k from repeated)
            or regexp_extract(review_id, '{GENERATED}', 1) in (select k from repeated)"""
    )
    db.execute(f"create temp table {name} as {_given()} union all {_generated()}")


def _given() -> str:
    return """
        (with firsts as (
            select repeated.*, met.review_id is not null as known, met.content as known_content,
                first_value(line) over same as first_line,
                first_value(repeated.content) over same as first_content,
                first_value(record) over same as first_record
            from repeated left join met on met.review_id = repeated.k
            where given
            window same as (partition by repeated.k order by line)
        )
        select line, k as id,
            case
                when known and content is not distinct from known_content then 'duplicate'
                when known then 'reject'
                when line = first_line then 'load'
                when content is not distinct from first_content and record = first_record
                    then 'duplicate'
                else 'reject'
            end as verdict,
            case
                when known then 'review_id "' || k || '" is in the case already, with other content'
                else 'review_id "' || k || '" is given to another review on line ' || first_line
            end as reason
        from firsts)"""


def _generated() -> str:
    return """
        (with copies as (
            select *, row_number() over (partition by k, content, record order by line) as copy
            from repeated where not given
        ),
        different as (
            select *, row_number() over (partition by k, content, copy order by record, line) as nth
            from copies
        ),
        known_contents as (select k, content, count(*) as n from met where k <> '' group by all),
        known_keys as (select k, count(*) as n from met where k <> '' group by all),
        fates as (
            select different.*, copy = 1 and nth > coalesce(known_contents.n, 0) as fresh
            from different left join known_contents
                on known_contents.k = different.k
                and known_contents.content is not distinct from different.content
        ),
        numbered as (
            select fates.*, coalesce(known_keys.n, 0) + row_number() over (
                    partition by fates.k, fresh order by content, record
                ) as ordinal
            from fates left join known_keys using (k)
        )
        select line, k || case when ordinal > 1 then '-' || ordinal else '' end as id,
            case when fresh then 'load' else 'duplicate' end as verdict, null as reason
        from numbered)"""
