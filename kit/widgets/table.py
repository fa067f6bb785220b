"""A table of a board: plain text cells, sorted by its headers, one row chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import anywidget
import polars as pl
import traitlets

from kit.charts import plain
from kit.plain_text import visible
from kit.widgets.chart_host import FRONT

MOST_ROWS = 200
CELL = 120
SENTENCE = 600
LONG = 2_000


@dataclass(frozen=True)
class Column:
    """How one column of a frame is shown.

    Parameters
    ----------
    name : str
        Column of the frame.
    label : str
        Header.
    help : str
        What it means, with its unit; shown where the pointer rests on the header.
    long : bool
        A text of several lines, as reviews are.
    wide : bool
        A sentence: it may wrap, and is cut later than a name.
    digits : int, optional
        Decimals of every value; by default three digits that count.
    """

    name: str
    label: str
    help: str = ""
    long: bool = False
    wide: bool = False
    digits: int | None = None


class Table(anywidget.AnyWidget):
    """Rows of a frame, at most 200 at a time; sorting reaches all of them.

    Parameters
    ----------
    columns : sequence of Column
        What is shown, from left to right. Columns that the frame lacks are left out.
    key : str, optional
        Column that says which row is chosen; without it no row can be.
    title : str
        What the rows are.
    empty : str
        What to do where there is no row.
    sort : tuple of (str, bool), optional
        Column to sort by at first, and whether descending; else the frame's own order.

    Attributes
    ----------
    chosen : object
        The key of the chosen row, None where there is none. Setting it marks the row.
    """

    _esm = FRONT / "table.js"

    shown = traitlets.Dict().tag(sync=True)
    selected = traitlets.Unicode().tag(sync=True)
    order = traitlets.List(traitlets.Unicode()).tag(sync=True)
    chooses = traitlets.Bool().tag(sync=True)
    chosen = traitlets.Any(None, allow_none=True)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        title: str,
        empty: str,
        key: str | None = None,
        sort: tuple[str, bool] | None = None,
    ) -> None:
        self.columns = tuple(columns)
        self.title = title
        self.empty = empty
        self.key = key
        self.frame = pl.DataFrame()
        order = [] if sort is None else [sort[0], "descending" if sort[1] else "ascending"]
        super().__init__(chooses=key is not None, order=order)
        self.observe(self._on_order, "order")
        self.observe(self._on_selected, "selected")
        self.observe(self._on_chosen, "chosen")
        self.show(self.frame)

    def show(self, frame: pl.DataFrame, title: str | None = None) -> None:
        """Show a frame; the chosen row stays chosen, shown or not."""
        if title is not None:
            self.title = title
        self.frame = frame.with_row_index("_row") if frame.width else pl.DataFrame()
        with self.hold_sync():
            self.shown = self._shown()
            self.selected = self._row_of(self.chosen)

    def text(self) -> str:
        """Return title and first rows as plain text, in the order and columns shown."""
        frame, columns = self._ordered()
        if frame.is_empty() or not columns:
            return f"{self.title}\n{self.empty}".strip()
        said = f"{min(frame.height, plain.ROWS):,} of {frame.height:,} shown"
        body = plain.table(frame.select(pl.col(c.name).alias(c.label) for c in columns))
        return f"{visible(self.title, CELL)}\n\n{body}\n{said}"

    def _ordered(self) -> tuple[pl.DataFrame, list[Column]]:
        by, direction = self.order or ("", "")
        frame = self.frame
        if by in frame.columns:
            frame = frame.sort(
                [by, "_row"], descending=[direction == "descending", False], nulls_last=True
            )
        return frame, [column for column in self.columns if column.name in frame.columns]

    def _shown(self) -> dict[str, Any]:
        frame, columns = self._ordered()
        by, direction = self.order or ("", "")
        cut = frame.head(MOST_ROWS)
        return {
            "title": visible(self.title, LONG),
            "empty": self.empty,
            "sort": by if by in frame.columns else "",
            "direction": direction,
            "total": frame.height,
            "says": f"{cut.height:,} of {frame.height:,} shown" if frame.height else "",
            "columns": [_header(column, frame.schema[column.name]) for column in columns],
            "records": [
                {"key": str(row[0]), "cells": [*map(_cell, row[1:], columns)]}
                for row in cut.select("_row", *(column.name for column in columns)).iter_rows()
            ]
            if columns
            else [],
        }

    def _on_order(self, _: object) -> None:
        self.shown = self._shown()

    def _on_selected(self, _: object) -> None:
        if self.key is None:
            return
        if not self.selected:
            # A choice outside the rows shown has no row, and stays.
            if self._row_of(self.chosen):
                self.chosen = None
        elif self.selected != self._row_of(self.chosen):
            self.chosen = self.frame[self.key][int(self.selected)]

    def _on_chosen(self, _: object) -> None:
        self.selected = self._row_of(self.chosen)

    def _row_of(self, key: object) -> str:
        if key is None or self.key is None or self.key not in self.frame.columns:
            return ""
        found = self.frame.filter(pl.col(self.key) == key)
        return str(found["_row"][0]) if found.height else ""


def cell(value: Any, limit: int = CELL) -> str:
    """Return a value as one line of safe text, cut to `limit` characters."""
    return visible(value, limit) if isinstance(value, str) else plain.cell(value)


def _cell(value: Any, column: Column) -> str:
    if column.digits is not None and isinstance(value, int | float):
        return f"{value:,.{column.digits}f}"
    return cell(value, LONG if column.long else SENTENCE if column.wide else CELL)


def _header(column: Column, dtype: pl.DataType) -> dict[str, str]:
    kind = "long" if column.long else "wide" if column.wide else "text"
    if dtype.is_numeric():
        kind = "number"
    if dtype.is_temporal():
        kind = "date"
    return {"name": column.name, "label": column.label, "help": column.help, "kind": kind}
