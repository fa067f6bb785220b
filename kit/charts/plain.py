"""Frames as plain text: what a chart says in a terminal, a diff and a screen reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import polars as pl

from kit.plain_text import visible

WIDEST = 28
ROWS = 12


def cell(value: Any) -> str:
    """Return one value: thousands separators, ISO dates, unknown as a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return (
            f"{value:%Y-%m-%d}" if value.time() == value.min.time() else f"{value:%Y-%m-%d %H:%M}"
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | pl.Series):
        return visible(", ".join(cell(part) for part in list(value)[:5]), WIDEST)
    return visible(str(value), WIDEST)


def table(frame: pl.DataFrame, rows: int = ROWS) -> str:
    """Return the first rows of a frame as an aligned table, numbers to the right."""
    names = [name.replace("_", " ") for name in frame.columns]
    body = [[cell(value) for value in row] for row in frame.head(rows).iter_rows()]
    right = [dtype.is_numeric() for dtype in frame.dtypes]
    widths = [
        max([_width(name), *(_width(line[i]) for line in body)]) for i, name in enumerate(names)
    ]
    lines = [_line(names, widths, right), "─" * (sum(widths) + 2 * (len(widths) - 1))]
    lines += [_line(line, widths, right) for line in body]
    return "\n".join(line.rstrip() for line in lines)


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return "–"
    if value == 0 or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1e}" if abs(value) < 0.001 else f"{value:,.3g}"


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return "  ".join(
        " " * (width - _width(text)) + text if flush else text + " " * (width - _width(text))
        for text, width, flush in zip(cells, widths, right, strict=True)
    )


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )
