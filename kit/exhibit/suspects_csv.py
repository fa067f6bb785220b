"""suspects.csv: who is named and why, for a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from kit.exhibit.csv_table import write_csv
from kit.ranking.reasons import SUSPECTS

COLUMNS = tuple(SUSPECTS)


def write_suspects_csv(named: pl.DataFrame, path: Path) -> Path:
    """Write suspects as CSV.

    Parameters
    ----------
    named : polars.DataFrame
        `kit.suspects`; its columns `COLUMNS` are written as `kit.exhibit.csv_table` does it.
    path : Path
        The file to write.

    Returns
    -------
    Path
        `path`.
    """
    return write_csv(named.select(COLUMNS), path)
