"""Two editions of one table: sealed, with names as they are, and redacted, with pseudonyms.

A name has the same pseudonym in every table, so tables join, group and count in the redacted
edition as they do in the sealed one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from kit.errors import ParameterError
from kit.exhibit.pseudonyms import LETTERS, pseudonyms

PERSONAL = frozenset(
    {
        "account_id",
        "account_name",
        "evidence",
        "members",
        "review_id",
        "seller",
        "seller_name",
        "why",
    }
)
"""Columns that lead to a person; a redacted edition with one of them as it is does not exist.

Sentences and evidence name people too: `kit.exhibit.redacted_findings` knows where.
"""

IMPERSONAL = frozenset({"brand", "product", "window"})
"""Kinds that name no person, nor a handful of them."""

MEMBERS = pl.List(pl.Struct({"kind": pl.String, "id": pl.String}))


def edition(
    frame: pl.DataFrame,
    columns: Mapping[str, str],
    *,
    key: bytes,
    sealed: bool,
    told: Collection[str] = (),
) -> pl.DataFrame:
    """Return a frame as one of the two editions shows it.

    Parameters
    ----------
    frame : polars.DataFrame
    columns : mapping of str to str
        Columns with names in them, each with the kind of what it names: one of
        `kit.exhibit.pseudonyms.LETTERS`, or the frame's column that says the kind row by row
        (`{"entity_id": "entity_kind"}`). Lists of names are possible; members of a compound entity,
        list of struct(kind, id), carry their kinds in them (`{"members": "kind"}`).
    key : bytes
        `kit.exhibit.key_file.ensure_key`.
    sealed : bool
        True: names as they are. False: pseudonyms; null stays null.
    told : collection of str, optional
        Kinds that the redacted edition, too, tells by name: of `IMPERSONAL`.

    Returns
    -------
    polars.DataFrame
        The same rows, columns and order. Columns with pseudonyms are text.

    Raises
    ------
    CaseError
        When two names share a pseudonym.
    ParameterError
        When a column is missing, its kind is unknown, a column that leads to a person is not among
        `columns`, or a kind of person is to be told. Both editions raise it, so that none comes
        without the other.
    """
    _check(frame, columns)
    if people := sorted(set(told) - IMPERSONAL):
        raise ParameterError(
            f"A redacted edition does not tell names of kind {people[0]!r}.", available=IMPERSONAL
        )
    if sealed:
        return frame
    for column, kind in columns.items():
        frame = frame.with_columns(_redacted(frame, column, kind, key, told))
    return frame


def _check(frame: pl.DataFrame, columns: Mapping[str, str]) -> None:
    if missing := sorted(columns.keys() - set(frame.columns)):
        raise ParameterError(f"There is no column {missing[0]!r}.", available=frame.columns)
    if open_ones := sorted((PERSONAL & set(frame.columns)) - columns.keys()):
        raise ParameterError(
            f"The column {open_ones[0]!r} leads to a person and would stay as it is.",
            available=columns,
            hint="Say its kind in `columns`, or leave the column out; "
            "findings_edition() redacts the sentences and the evidence of findings.",
        )
    for column, kind in columns.items():
        if not (_of_members(frame, column) or kind in LETTERS or kind in frame.columns):
            raise ParameterError(
                f"{kind!r} is no kind of name and no column.", available=[*LETTERS, *frame.columns]
            )


def _of_members(frame: pl.DataFrame, column: str) -> bool:
    kind = frame.schema[column]
    inner = kind.inner if isinstance(kind, pl.List) else None
    return isinstance(inner, pl.Struct) and {field.name for field in inner.fields} == {"kind", "id"}


def _redacted(
    frame: pl.DataFrame, column: str, kind: str, key: bytes, told: Collection[str]
) -> pl.Series:
    values = frame[column]
    if _of_members(frame, column):
        return _members(values, key, told)
    if isinstance(values.dtype, pl.List):
        members = [row and [{"kind": kind, "id": one} for one in row] for row in values.to_list()]
        shown = _members(pl.Series(column, members, dtype=MEMBERS), key, told)
        return shown.list.eval(pl.element().struct.field("id"))
    names = values.cast(pl.String)
    kinds = pl.repeat(kind, frame.height, eager=True) if kind in LETTERS else frame[kind]
    return _pseudonymous(kinds.cast(pl.String), names, key, told).alias(column)


def _members(values: pl.Series, key: bytes, told: Collection[str]) -> pl.Series:
    """Return lists of members with pseudonyms for their ids, each in its place."""
    flat = pl.DataFrame({"members": values}).with_row_index().explode("members")
    flat = flat.drop_nulls("members").unnest("members")
    ids = _pseudonymous(flat["kind"], flat["id"].cast(pl.String), key, told)
    lists = (
        flat.with_columns(id=ids)
        .group_by("index", maintain_order=True)
        .agg(members=pl.struct("kind", "id"))
    )
    rows = pl.DataFrame({"old": values.cast(MEMBERS)}).with_row_index()
    joined = rows.join(lists, on="index", how="left", maintain_order="left")
    # Rows without members, empty or null, are not in `lists`: they stay what they were.
    return joined.select(pl.coalesce("members", "old").alias(values.name)).to_series()


def _pseudonymous(
    kinds: pl.Series, names: pl.Series, key: bytes, told: Collection[str]
) -> pl.Series:
    """Return the pseudonym of each name, by way of a table of the distinct ones."""
    pairs = pl.DataFrame({"kind": kinds, "name": names})
    distinct = pairs.drop_nulls("name").unique(maintain_order=True)
    shown = [
        (kind, name, name if kind in told else pseudonym)
        for (kind,), group in distinct.group_by("kind")
        for name, pseudonym in pseudonyms(key, kind, group["name"]).items()
    ]
    table = pl.DataFrame(
        shown,
        schema={"kind": pl.String, "name": pl.String, "shown": pl.String},
        orient="row",
    )
    return pairs.join(table, on=["kind", "name"], how="left", maintain_order="left")["shown"]
