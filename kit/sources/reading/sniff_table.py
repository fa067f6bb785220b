"""The dialect of a delimited file, told from its first lines."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import Any

from kit.errors import SourceError
from kit.sources.reading.sniff_columns import ROWS
from kit.sources.reading.tables import table_records
from kit.sources.source import Layout, Sample

DELIMITERS = (",", "\t", ";", "|")

_HEADERLESS = re.compile(
    r"\S+([ \t])\S+\1(\d(?:\.\d+)?\1-?1\1)?(?:\d{4}-\d\d?-\d\d?|\d+/\d+/\d{4})"
)
"""Lines that begin with two ids, perhaps a rating and a label, then a date: no header."""


def table_sample(lines: list[str], layout: Layout, name: str, stem: str) -> Sample:
    """Return the sample of a delimited file from its first lines.

    Raises
    ------
    SourceError
        When no line of it can be read.
    """
    spaced = _HEADERLESS.match(lines[0])
    if spaced:
        layout = replace(layout, delimiter=spaced[1], quoted=False)
        width = 5 if spaced[2] else 4
        records = list(islice(table_records([lines], layout, width, rest=True), ROWS))
    else:
        layout = replace(layout, **_dialect(lines, layout))
        records = list(islice(table_records([lines], layout, 0), ROWS))
    readable = [record.fields for record in records if record.broken is None]
    if not readable:
        raise SourceError(f"{name} has no line that can be read as a table.")
    first = tuple(readable[0])
    rows = tuple(tuple(row) for row in readable[1:] if len(row) == len(first))
    return Sample(layout, _names(first), rows, stem=stem, first=first)


def _dialect(lines: list[str], layout: Layout) -> dict[str, Any]:
    """Return the delimiter and the quoting under which most records are as wide as the first."""
    best: tuple[float, int] = (0.0, 0)
    delimiter = ","
    for mark in DELIMITERS:
        records = list(islice(table_records([lines], replace(layout, delimiter=mark), 0), ROWS))
        width = len(records[0].fields)
        share = sum(len(record.fields) == width for record in records) / len(records)
        if width > 1 and (round(share, 1), width) > best:
            best, delimiter = (round(share, 1), width), mark
    quoted = delimiter != "\t" or _is_quoted(lines, replace(layout, delimiter=delimiter))
    return {"delimiter": delimiter, "quoted": quoted}


def _is_quoted(lines: list[str], layout: Layout) -> bool:
    """Return whether quotes in a tab-separated file are quoting, and not part of the text.

    A program that quotes puts a field in quotes where it is empty or holds a quote, a comma, a tab
    or a line end, or it quotes them all, names included; and it never leaves a quote bare.
    """
    bare = replace(layout, quoted=False)
    records = list(table_records([lines], bare, 0))
    width = len(records[0].fields)
    if all(_in_quotes(text) for text in records[0].fields):
        return True
    whole = [record for record in records if len(record.fields) == width]
    if not all(_may_be_quoted(text) for record in whole for text in record.fields if '"' in text):
        return False
    split = list(table_records([lines], layout, 0))
    amiss = sum(len(record.fields) != width or record.loose for record in split)
    return amiss <= len(records) - len(whole)


def _in_quotes(text: str) -> bool:
    return len(text) >= 2 and text.startswith('"') and text.endswith('"')


def _may_be_quoted(text: str) -> bool:
    inner = text[1:-1]
    if not _in_quotes(text):
        return text.startswith('"')  # It may go on over the next line.
    reason = not inner or set(inner) & set(',"\r')
    return bool(reason) and '"' not in inner.replace('""', "")


def _names(first: tuple[str, ...]) -> tuple[str, ...]:
    """Return a header with every field named, and no two alike."""
    seen: dict[str, None] = {}
    for place, text in enumerate(first, start=1):
        name = text.strip() or f"column {place}"
        while name in seen:
            name += " again"
        seen[name] = None
    return tuple(seen)
