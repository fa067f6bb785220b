"""Records of a scrape: objects or rows that look like listings, wherever a file keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import polars as pl

from kit.errors import SourceError
from kit.sources.opening import missing
from kit.sources.reading.blocks import Original
from kit.sources.reading.json_text import document_records, line_records
from kit.sources.reading.lines import Lines
from kit.sources.reading.sniff import sniff
from kit.sources.reading.tables import table_records
from kit.sources.source import Layout

Fields: TypeAlias = dict[str, Any]

NESTED = ("listings", "gigs", "results", "items", "data", "services")
"""Keys under which scrapes keep lists of listings, one inside the other."""

ABOUT_SCRAPE = ("site", "captured_at", "category_id", "category", "coverage")
"""Keys of an outer object that hold for all listings inside it."""


def records_of(path: Path) -> Iterator[tuple[int, Fields | str]]:
    """Yield the line and the fields of each listing, or a sentence that says why it is none.

    Parameters
    ----------
    path : Path
        CSV, TSV, JSON, JSON lines or Parquet, plain or compressed.

    Raises
    ------
    SourceError
        Where there is no such file, or it is empty or no text.
    """
    missing(path)
    original = Original(path)
    sample = sniff(original)
    layout = sample.layout
    if layout.kind == "parquet":
        yield from enumerate(pl.read_parquet(path).iter_rows(named=True), 1)
        return
    lines = Lines(original.blocks(layout.compression), layout)
    if layout.kind == "table":
        yield from _rows(lines, sample.fields, layout, path)
        return
    records = line_records(lines) if layout.kind == "lines" else document_records(lines)
    for record in records:
        if record.broken is not None:
            yield record.line, record.broken
            continue
        try:
            value = json.loads(record.raw, strict=False)
        except (ValueError, RecursionError):
            yield record.line, "this is no JSON"
            continue
        for fields in listings_in(value, {}):
            yield record.line, fields


def listings_in(value: Any, around: Fields) -> Iterator[Fields]:
    """Yield every listing inside a JSON value, with what the objects around it say of all."""
    if isinstance(value, list):
        for item in value:
            yield from listings_in(item, around)
    elif isinstance(value, dict):
        inner = [value[key] for key in NESTED if isinstance(value.get(key), list)]
        if not inner:
            yield around | {key: item for key, item in value.items() if item is not None}
        held = {key: value[key] for key in ABOUT_SCRAPE if value.get(key) is not None}
        for items in inner:
            yield from listings_in(items, around | held)


def first_of(fields: Mapping[str, Any], names: Iterable[str]) -> Any:
    """Return the first of some fields that is there and not empty, or None."""
    return next((fields[name] for name in names if fields.get(name) not in (None, "")), None)


def _rows(
    lines: Lines, names: tuple[str, ...], layout: Layout, path: Path
) -> Iterator[tuple[int, Fields | str]]:
    records = table_records(lines, layout, len(names))
    if next(records, None) is None:
        raise SourceError(f"{path.name} holds no rows.", hint="Check that the download finished.")
    for record in records:
        if record.broken is not None:
            yield record.line, record.broken
        else:
            yield record.line, dict(zip(names, record.fields, strict=True))
