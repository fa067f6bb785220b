"""The SELECT that types a file's columns and says why a row cannot be loaded.

Every reader ends in a relation with `line`, `broken` (why the record could not be read, or NULL),
and one expression for each of our columns. `judge` turns it into typed columns, a `reason` for
rows that must not be loaded, and `key`, from which a review without an id gets one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.schema import REVIEWS

CONTENT = tuple(name for name in REVIEWS.names if name != "review_id")
IDS = ("review_id", "account_id", "product_id", "parent_product_id")
NAMES = ("account_name", "brand", "category", "source")
FLAGS = ("verified", "vine", "incentivised")
VOTES = ("helpful_votes", "total_votes")
TYPES = {column.name: column.type for column in REVIEWS.columns}

MAX_ID = 512
YES = "('y', 'yes', 'true', 't', '1')"
NO = "('n', 'no', 'false', 'f', '0')"
WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER")
NUMBERS = (*WHOLE, "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL")

KEY = (
    "left(sha256(concat_ws(chr(31), source, coalesce(account_id, ''), coalesce(product_id, ''), "
    "coalesce(posted_at::varchar, ''))), 24)"
)


def judge(
    relation: str, columns: Mapping[str, str], types: Mapping[str, str], dates: Sequence[str]
) -> str:
    """Return the SELECT of `line`, `reason` and every column of `reviews`.

    Parameters
    ----------
    relation : str
        A relation with `"@line"` and `"@broken"`.
    columns : mapping
        Expression over the relation for each of our columns; those missing are NULL.
    types : mapping
        DuckDB type of each expression.
    dates : sequence of str
        How `posted_at` is written: "iso", "seconds", "milliseconds", or a strptime format.
    """
    found = ", ".join(f"{columns.get(name, 'null')} as {name}" for name in REVIEWS.names)
    typed = ", ".join(
        f"{_typed(name, types.get(name, 'VARCHAR'), dates)} as {name}" for name in REVIEWS.names
    )
    return f"""
        with found as (select "@line" as line, "@broken" as broken, {found} from {relation}),
        typed as (
            select line, broken, {typed},
                stars as stars_found, posted_at as posted_found
            from found
        )
        select line, {_reason()} as reason, {", ".join(_final(name) for name in REVIEWS.names)}
        from typed
    """


def _typed(name: str, kind: str, dates: Sequence[str]) -> str:
    if name in IDS or name in NAMES:
        return _identifier(name, kind, name in IDS)
    if name == "stars":
        return f"try_cast({name} as double)" if kind != "VARCHAR" else _number(name)
    if name == "posted_at":
        return _moment(kind, dates)
    if name in FLAGS:
        return name if kind == "BOOLEAN" else _flag(name)
    if name in VOTES:
        return f"try_cast({name if kind in NUMBERS else _votes(name)} as integer)"
    return f"try_cast({name} as varchar)"


def _identifier(name: str, kind: str, trimmed: bool) -> str:
    if kind in ("FLOAT", "DOUBLE"):
        return f"coalesce(try_cast({name} as bigint)::varchar, {name}::varchar)"
    if kind != "VARCHAR":
        return f"{name}::varchar"
    return f"nullif(trim({name}), '')" if trimmed else f"nullif({name}, '')"


def _number(name: str) -> str:
    return f"try_cast(nullif(trim({name}), '') as double)"


def _votes(name: str) -> str:
    return f"try_cast(replace(trim({name}::varchar), ',', '') as double)"


def _flag(name: str) -> str:
    word = f"lower(trim({name}::varchar))"
    return f"case when {word} in {YES} then true when {word} in {NO} then false end"


def _moment(kind: str, dates: Sequence[str]) -> str:
    if kind.startswith("TIMESTAMP WITH"):
        return "posted_at at time zone 'UTC'"
    if kind.startswith(("TIMESTAMP", "DATE")):
        return "posted_at::timestamp"
    if kind == "VARCHAR":
        ways = [_parsed(way) for way in dates]
    else:
        ways = [_parsed(way) for way in dates if way in ("seconds", "milliseconds")]
    return f"coalesce({', '.join(ways)})" if ways else "null::timestamp"


def _parsed(way: str) -> str:
    if way == "iso":
        return "try_cast(try_cast(posted_at as timestamptz) as timestamp)"
    if way in ("seconds", "milliseconds"):
        factor = 1_000_000 if way == "seconds" else 1_000
        return f"try(make_timestamp((try_cast(posted_at as double) * {factor})::bigint))"
    return f"try_strptime(trim(posted_at), '{way}')"


def _final(name: str) -> str:
    if name == "stars":
        return "stars::float as stars"
    if name == "posted_precision":
        exact = "case when posted_at is null then null when posted_precision = 'day' then 'day'"
        return f"{exact} else 'second' end as posted_precision"
    return f"{name}::{TYPES[name]} as {name}"


def _reason() -> str:
    long = " ".join(
        f"when strlen({name}) > {MAX_ID} then '{name} is ' || strlen({name}) || "
        f"' bytes long, at most {MAX_ID} are allowed'"
        for name in IDS
    )
    return f"""case
        when broken is not null then broken
        when stars_found is not null and {_filled("stars_found")}
            and not coalesce(stars between 1 and 5, false)
            then 'stars: ' || {_shown("stars_found")} || ' is not a number from 1 to 5'
        when posted_found is not null and {_filled("posted_found")} and posted_at is null
            then 'posted_at: ' || {_shown("posted_found")} || ' cannot be read as a date'
        when posted_at < timestamp '1995-01-01'
            then 'posted_at: ' || posted_at::varchar || ' is before 1995, as of an unset clock'
        when posted_at > $latest
            then 'posted_at: ' || posted_at::varchar || ' is in the future'
        {long}
        end"""


def _filled(name: str) -> str:
    return f"trim({name}::varchar) <> ''"


def _shown(name: str) -> str:
    return f"'\"' || left({name}::varchar, 60) || '\"'"
