"""How many innocents score as high as each suspect, in short?"""

from __future__ import annotations

import polars as pl


def as_high(suspects: pl.DataFrame) -> pl.DataFrame:
    """Put what the calibration grid says of suspects into few words.

    Parameters
    ----------
    suspects : polars.DataFrame
        As from `kit.suspects`.

    Returns
    -------
    polars.DataFrame
        The same with `as_high` as text, "0 of 37,490"; without it where the grid says nothing.
    """
    if suspects["innocents"].null_count() == suspects.height:
        return suspects.drop("as_high")
    counts = suspects.select("as_high", "innocents").iter_rows()
    return suspects.with_columns(as_high=pl.Series([f"{k:,} of {n:,}" for k, n in counts]))
