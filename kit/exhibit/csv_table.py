"""A frame as CSV that any spreadsheet reads and none runs."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import polars as pl

from kit.exhibit.csv_cells import neutral


def write_csv(frame: pl.DataFrame, path: Path) -> Path:
    """Write a frame as CSV (UTF-8 with BOM, every cell quoted, formulas neutralised).

    Parameters
    ----------
    frame : polars.DataFrame
        Lists are joined with ", ", structs in a list as "kind:id"; of a struct in a column what is
        known is written as "name: value", joined with "; ".
    path : Path
        The file to write.

    Returns
    -------
    Path
        `path`.

    Notes
    -----
    `kit.exhibit.csv_cells.original` gives a cell's text back.
    """
    # The byte-order mark is what makes spreadsheets read UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(frame.columns)
        for row in frame.iter_rows():
            writer.writerow([_cell(value) for value in row])
    return path


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        return neutral(", ".join(_part(part) for part in value))
    if isinstance(value, dict):
        known = (f"{name}: {part}" for name, part in value.items() if part is not None)
        return neutral("; ".join(known))
    return neutral(str(value))


def _part(value: Any) -> str:
    return ":".join(map(str, value.values())) if isinstance(value, dict) else str(value)
