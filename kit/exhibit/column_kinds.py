"""What the columns of an export hold: names, other people's words, the kit's own, or figures.

By name, whatever the table: a new table is redacted without a line of code, or refused because it
has a column of text that nobody said anything about.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

from kit.errors import CaseError

NAMED: Mapping[str, str] = MappingProxyType(
    {
        "account_id": "account",
        "account_a": "account",
        "account_b": "account",
        "account_name": "name",
        "accounts": "account",
        "entity_id": "entity_kind",
        "finding": "finding_kind",
        "members": "kind",
        "review_id": "review",
        "review_ids": "review",
        "seller": "seller",
        "seller_name": "name",
        "sellers": "seller",
    }
)
"""Columns of names, as `kit.exhibit.editions.edition` takes them. Lists or figures under one of
these names are seen by their type."""

QUOTED = frozenset({"description", "file", "phrase", "quote", "text", "title"})
"""Columns of other people's words: free text, in which a redacted edition masks."""

WITHHELD = frozenset({"unread"})
"""Columns of values that may be anything at all: a redacted edition does not give them."""

MADE = frozenset({"why"})
"""Columns of the kit's sentences about findings: each edition makes them with its own names."""

EVIDENCE = frozenset({"evidence"})
"""Columns of JSON with names in known fields."""

KEYED = frozenset({"review_hash"})
"""Hashes of what is not told: who tries names could find the right one by them, so that a redacted
edition gives them keyed."""

TOLD = frozenset(
    {
        "assumption", "brand", "category", "cell", "code", "currency", "detector", "direction",
        "entity_kind", "families", "family", "finding_kind", "innocent", "innocent_explanation",
        "looks_like", "mapping", "note", "null", "on_practice_markets", "parameters",
        "parent_product_id", "partner_id", "points", "posted_precision", "product_id", "reason",
        "relation", "sha256", "signal", "signs", "site", "source", "sql", "table", "unit", "what",
        "where_nobody_was_paid",
    }
)  # fmt: skip
"""Columns of text that both editions tell: the kit's own words, products, brands, files' hashes."""

OWN = frozenset({("methods", "title")})
"""Columns that hold the kit's words under the name of somebody else's: table and column."""

KNOWN = TOLD | QUOTED | WITHHELD | MADE | EVIDENCE | KEYED | NAMED.keys()


def check(table: str, frame: pl.DataFrame) -> None:
    """See that it is known what every column of text holds.

    Parameters
    ----------
    table : str
    frame : polars.DataFrame

    Raises
    ------
    CaseError
        When a column that may hold a name is not among those above: then no edition is written.
    """
    unknown = [name for name in frame.columns if is_text(frame.schema[name]) and name not in KNOWN]
    if unknown:
        raise CaseError(
            f"Nobody said whether the column {unknown[0]!r} of the table {table!r} holds names, so "
            "it cannot leave the case.",
            available=KNOWN,
            hint="Say it in kit/exhibit/column_kinds.py.",
        )


def figures(table: str, frame: pl.DataFrame) -> list[str]:
    """Return the columns that are the same in both editions: figures, dates, and what is told."""
    return [
        name
        for name in frame.columns
        if not is_text(frame.schema[name]) or name in TOLD or (table, name) in OWN
    ]


def is_text(kind: pl.DataType) -> bool:
    """Return whether a column of this type can hold text, at any depth."""
    if isinstance(kind, pl.List | pl.Array):
        return is_text(kind.inner)  # type: ignore[arg-type]
    if isinstance(kind, pl.Struct):
        return any(is_text(field.dtype) for field in kind.fields)  # type: ignore[arg-type]
    return not (kind.is_numeric() or kind.is_temporal() or kind in (pl.Boolean, pl.Null))
