"""A frame as a table of the report: heads, and cells as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from kit.charts import plain


def table(frame: pl.DataFrame, columns: Mapping[str, str]) -> dict[str, Any]:
    """Return heads and rows, each cell with whether it stands to the right.

    Parameters
    ----------
    frame : polars.DataFrame
    columns : mapping of str to str
        Columns to show, and how each is called.
    """
    numeric = [frame.schema[name].is_numeric() for name in columns]
    return {
        "heads": list(zip(columns.values(), numeric, strict=True)),
        "rows": [
            [
                (value if isinstance(value, str) else plain.cell(value), right)
                for value, right in zip(row, numeric, strict=True)
            ]
            for row in frame.select(*columns).iter_rows()
        ],
    }
