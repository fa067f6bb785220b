"""All formats, found by discovery, and the plan by which a file is read."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

import kit.sources
from kit.errors import SourceError
from kit.schema import REVIEWS
from kit.sources.dates import written
from kit.sources.proposal import OURS, is_person, propose
from kit.sources.source import Plan, Sample, Source, fields_of, literal, quoted

PLACEHOLDERS = (
    "a google user",
    "anonymous",
    "anonymous user",
    "a customer",
    "amazon customer",
    "kindle customer",
    "deleted user",
    "[deleted]",
    "guest",
    "unknown",
    "n/a",
    "none",
    "null",
)
"""Names that a market shows in place of many people's; in lower case."""


@cache
def formats() -> Mapping[str, Source]:
    """Return every format by its name; "table", which takes anything, comes last."""
    found: list[Source] = []
    for module in pkgutil.iter_modules(kit.sources.__path__):
        source = getattr(importlib.import_module(f"kit.sources.{module.name}"), "SOURCE", None)
        if isinstance(source, Source):
            found.append(source)
    ordered = sorted(found, key=lambda source: (source.name == "table", source.name))
    return MappingProxyType({source.name: source for source in ordered})


def plan_for(
    file: str, sample: Sample, mapping: Mapping[str, str | None] | None = None
) -> tuple[Plan, Sample]:
    """Return how a file is read, and the sample under the names that its fields have.

    Raises
    ------
    SourceError
        When a mapping names what is not there, or nothing that a review needs is found.
    """
    source = next(
        source
        for source in formats().values()
        if sample.layout.kind in source.kinds and source.recognise(sample)
    )
    if source.header:
        sample = replace(sample, fields=source.header(sample), rows=(sample.first, *sample.rows))
    proposed = propose(sample) if source.name == "table" else {}
    columns = {name: quoted(field) for name, field in proposed.items()}
    columns |= {name: expr for name, expr in source.columns.items() if _there(expr, sample)}
    given = _checked(file, sample, mapping or {})
    for ours, field in given.items():
        columns.pop(ours, None)
        if field is not None:
            columns[ours] = quoted(field)
    if "stars" not in columns and "text" not in columns:
        raise SourceError(
            f"{file} has no column for stars and none for text; a review needs one of them.",
            available=sample.fields,
            hint="Say which it is: mapping={'stars': 'its column', 'text': 'its column'}.",
        )
    if not {"stars", "account_id", "posted_at"} & set(columns):
        raise SourceError(
            f"{file} has text, but no stars, account or date: it does not look like reviews.",
            available=sample.fields,
            hint="Say what its columns are: mapping={'account_id': 'its column'}.",
        )
    person = _person(source, columns)
    if person:
        columns["account_id"] = _but_placeholders(columns["account_id"])
    placed = {
        name: found[0]
        for name, expr in columns.items()
        if (found := [field for field in fields_of({name: expr}) if field in sample.fields])
    }
    dates = source.dates
    if (source.name == "table" or "posted_at" in given) and "posted_at" in placed:
        dates = written(sample.values(placed["posted_at"])) or ("iso",)
    plan = Plan(
        source=source.name,
        layout=sample.layout,
        columns=_completed(columns, source, sample, dates),
        dates=dates,
        fields=sample.fields if sample.layout.kind == "table" else fields_of(columns),
        header=source.header is None,
        placed={name: placed[name] for name in REVIEWS.names if name in placed},
        unplaced=tuple(field for field in sample.fields if field not in fields_of(columns)),
        named=person,
    )
    return plan, sample


def _person(source: Source, columns: Mapping[str, str]) -> bool:
    """Return whether accounts are told apart by what they are called."""
    if "account_id" not in columns:
        return False
    if source.name != "table":
        return source.named
    return any(is_person(field) for field in fields_of({"": columns["account_id"]}))


def _but_placeholders(expression: str) -> str:
    """Return the expression with NULL for names that a market gives to anybody."""
    listed = ", ".join(literal(name) for name in PLACEHOLDERS)
    return f"case when lower(trim({expression})) not in ({listed}) then {expression} end"


def _there(expression: str, sample: Sample) -> bool:
    fields = fields_of({"": expression})
    return not fields or any(field in sample.fields for field in fields)


def _checked(file: str, sample: Sample, mapping: Mapping[str, str | None]) -> dict[str, str | None]:
    for ours, field in mapping.items():
        if ours not in OURS:
            raise SourceError(
                f"mapping: {ours!r} is not one of our columns.",
                available=OURS,
                hint="A mapping goes from our column to the file's: {'stars': 'Punkte'}.",
            )
        if field is not None and field not in sample.fields:
            raise SourceError(
                f"{file} has no column {field!r}, which the mapping gives for {ours}.",
                available=sample.fields,
                hint="Column names must be as the file has them, letter by letter.",
            )
    return dict(mapping)


def _completed(
    columns: dict[str, str], source: Source, sample: Sample, dates: tuple[str, ...]
) -> dict[str, str]:
    """Fill in what follows from the rest: source, precision, and the product of a whole file."""
    full = dict(columns)
    full.setdefault("source", literal(source.name))
    if "product_id" not in full and sample.stem:
        full["product_id"] = literal(sample.stem)
    if "posted_at" in full and "posted_precision" not in full:
        full["posted_precision"] = _precision(full["posted_at"], sample, dates)
    return full


def _precision(expression: str, sample: Sample, dates: tuple[str, ...]) -> str:
    field = fields_of({"": expression})[0]
    kind = sample.types.get(field, "VARCHAR") if field in sample.fields else "VARCHAR"
    if kind == "DATE":
        return "'day'"
    if kind == "TIMESTAMP":
        values = sample.values(field)
        return "'day'" if values and all(v[10:19] == " 00:00:00" for v in values) else "'second'"
    if "seconds" in dates or "milliseconds" in dates:
        return "'second'"
    return f"case when {expression} like '%:%' then 'second' else 'day' end"
