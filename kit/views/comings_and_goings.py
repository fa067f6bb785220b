"""Who comes and who goes when a detector's parameters change?"""

from __future__ import annotations

import polars as pl

CHANGES = {"name": pl.String, "change": pl.String}


def comings_and_goings(before: pl.DataFrame, after: pl.DataFrame, by: str) -> pl.DataFrame:
    """Compare the names in a column of two frames.

    Parameters
    ----------
    before, after : polars.DataFrame
        As `findings_of` or `kit.suspects` give them.
    by : str
        Column that names: "product_id" for windows, "entity_id" else.

    Returns
    -------
    polars.DataFrame
        A row for each name in either: name, change ("comes", "goes" or "stays"), by name.
    """
    old, new = set(before[by].drop_nulls()), set(after[by].drop_nulls())
    rows = [
        (name, "stays" if name in old and name in new else "comes" if name in new else "goes")
        for name in sorted(old | new)
    ]
    return pl.DataFrame(rows, schema=CHANGES, orient="row")
