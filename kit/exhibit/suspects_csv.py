"""suspects.csv: who is named and why, for a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import polars as pl

from kit.exhibit.csv_cells import neutral
from kit.ranking.reasons import SUSPECTS

COLUMNS = tuple(SUSPECTS)


def write_suspects_csv(named: pl.DataFrame, path: Path) -> Path:
    """Write suspects as CSV (UTF-8 with BOM, every cell quoted, formulas neutralised).

    Parameters
    ----------
    named : polars.DataFrame
        `kit.suspects`; its columns `COLUMNS` are written, lists joined with ", ", members as
        "kind:id".
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
        writer.writerow(COLUMNS)
        for row in named.select(COLUMNS).iter_rows():
            writer.writerow([_cell(value) for value in row])
    return path


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        return neutral(", ".join(_part(part) for part in value))
    return neutral(str(value))


def _part(value: Any) -> str:
    return f"{value['kind']}:{value['id']}" if isinstance(value, dict) else str(value)
