"""The SELECT that types a file's columns and says why a row cannot be loaded.

Every reader ends in a relation with `"@line"`, `"@broken"` (why the record could not be read, or
NULL), and one column for each field that is read. `judge` turns it into our columns, typed, with a
`reason` for each row that must not be loaded. From `KEY` a review without an id gets one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from kit.schema import REVIEWS

CONTENT = tuple(name for name in REVIEWS.names if name != "review_id")
IDS = ("review_id", "account_id", "product_id", "parent_product_id")
NAMES = ("account_name", "brand", "category", "source")
FLAGS = ("verified", "vine", "incentivised")
VOTES = ("helpful_votes", "total_votes")
TYPES = {column.name: column.type for column in REVIEWS.columns}

MAX_ID = 512
YES = "('y', 'yes', 'true', 't', '1', '1.0')"
NO = "('n', 'no', 'false', 'f', '0', '0.0')"

KEY = (
    "left(sha256(concat_ws(chr(31), source, coalesce(account_id, ''), coalesce(product_id, ''), "
    "coalesce(posted_at::varchar, ''))), 24)"
)


def judge(
    relation: str,
    columns: Mapping[str, str],
    types: Mapping[str, str],
    dates: Sequence[str],
    latest: datetime,
    *,
    raw: bool,
) -> str:
    """Return the SELECT of `line`, `reason` and every column of `reviews`.

    Parameters
    ----------
    relation : str
        A relation with `"@line"` and `"@broken"`.
    columns : mapping
        Expression over the relation for each of our columns; those missing are NULL.
    types : mapping
        DuckDB type of each expression; text where it is not there.
    dates : sequence of str
        How `posted_at` is written, as in `kit.sources.source.Source`.
    latest : datetime
        The last moment at which a review can have been posted, UTC. It stands in the query itself:
        a view takes no bound value.
    raw : bool
        The relation has the record's text as `"@raw"`: keep its hash as `record`, and the text
        itself as `raw` where there is a reason.
    """
    found = ", ".join(f"{columns.get(name, 'null')} as {name}" for name in REVIEWS.names)
    typed = ", ".join(
        f"{_typed(name, types.get(name, 'VARCHAR'), dates)} as {name}" for name in REVIEWS.names
    )
    carried = ', "@raw" as raw' if raw else ""
    kept = ", hash(raw) as record, case when reason is not null then raw end as raw" if raw else ""
    final = ", ".join(_final(name) for name in REVIEWS.names)
    return f"""
        with found as (
            select "@line" as line, "@broken" as broken{carried}, {found} from {relation}
        ),
        typed as (
            select line, broken{", raw" if raw else ""}, {typed},
                stars as stars_found, posted_at as posted_found
            from found
        ),
        judged as (select *, {_reason(latest)} as reason from typed)
        select line, reason, {final}{kept} from judged
    """


def _typed(name: str, kind: str, dates: Sequence[str]) -> str:
    if name in IDS or name in NAMES:
        return _identifier(name, kind, trimmed=name in IDS)
    if name == "stars":
        text = f"nullif(trim({name}), '')"
        return f"try_cast({text if kind == 'VARCHAR' else name} as double)"
    if name == "posted_at":
        return _moment(kind, dates)
    if name in FLAGS:
        return name if kind == "BOOLEAN" else _flag(name)
    if name in VOTES:
        text = f"try_cast(replace(trim({name}), ',', '') as double)"
        return f"try_cast({text if kind == 'VARCHAR' else name} as integer)"
    return f"try_cast({name} as varchar)"


def _identifier(name: str, kind: str, *, trimmed: bool) -> str:
    if kind in ("FLOAT", "DOUBLE"):  # Whole numbers with gaps in them, as pandas writes them.
        return f"coalesce(try_cast({name} as bigint)::varchar, {name}::varchar)"
    if kind != "VARCHAR":
        return f"{name}::varchar"
    return f"nullif(trim({name}), '')" if trimmed else f"nullif({name}, '')"


def _flag(name: str) -> str:
    word = f"lower(trim({name}::varchar))"
    return f"case when {word} in {YES} then true when {word} in {NO} then false end"


def _moment(kind: str, dates: Sequence[str]) -> str:
    if kind.startswith("TIMESTAMP WITH"):
        return "posted_at at time zone 'UTC'"
    if kind.startswith(("TIMESTAMP", "DATE")):
        return "posted_at::timestamp"
    epochs = ("seconds", "milliseconds")
    ways = [_parsed(way) for way in dates if kind == "VARCHAR" or way in epochs]
    return f"coalesce({', '.join(ways)}, null)" if ways else "null::timestamp"


def _parsed(way: str) -> str:
    if way == "iso":
        return "try_cast(try_cast(trim(posted_at) as timestamptz) as timestamp)"
    if way in ("seconds", "milliseconds"):
        factor = 1_000_000 if way == "seconds" else 1_000
        return f"try(make_timestamp((try_cast(posted_at as double) * {factor})::bigint))"
    return f"try_strptime(trim(posted_at), '{way}')"


def _final(name: str) -> str:
    if name == "posted_precision":
        known = "case when posted_at is not null then "
        return f"{known} case when {name} = 'day' then 'day' else 'second' end end as {name}"
    return f"{name}::{TYPES[name]} as {name}"


def _reason(latest: datetime) -> str:
    long = " ".join(
        f"when strlen({name}) > {MAX_ID} then '{name}: ' || strlen({name}) || "
        f"' bytes, where {MAX_ID} are allowed'"
        for name in IDS
    )
    return f"""case
        when broken is not null then broken
        when {_filled("stars_found")} and not coalesce(stars between 1 and 5, false)
            then 'stars: ' || {_shown("stars_found")} || ' is not a number from 1 to 5'
        when {_filled("posted_found")} and posted_at is null
            then 'posted_at: ' || {_shown("posted_found")} || ' cannot be read as a date'
        when posted_at < timestamp '1995-01-01'
            then 'posted_at: ' || posted_at::varchar || ' is before 1995, as from an unset clock'
        when posted_at > timestamp '{latest.isoformat(sep=" ")}'
            then 'posted_at: ' || posted_at::varchar || ' is in the future'
        {long}
        when account_id is null and posted_at is null and stars is null and text is null
            and title is null then 'the row is empty'
        end"""


def _filled(name: str) -> str:
    return f"{name} is not null and trim({name}::varchar) <> ''"


def _shown(name: str) -> str:
    return f"'\"' || left({name}::varchar, 60) || '\"'"
