"""How often each detector speaks where nobody was paid, in markets of about a case's size."""

from __future__ import annotations

import numpy as np
import polars as pl

from kit.ranking.look_alikes import LookAlikes, of_size, shipped
from kit.statistics import clopper_pearson


def null_rates(reviews: int, known: LookAlikes | None = None) -> dict[str, str]:
    """Return a sentence for each detector that was measured, by its name.

    Parameters
    ----------
    reviews : int
        Reviews of the case: markets of the nearest size are taken.
    known : LookAlikes, optional
        `kit.ranking.look_alikes.shipped` by default.

    Notes
    -----
    These markets hold innocent look-alikes (launches, sales, hobby groups, families), as real ones
    do. A burst that a viral post makes is a finding that is true and that no one paid for.
    """
    held = shipped() if known is None else known
    findings, seen = of_size(held.findings, reviews), of_size(held.seen, reviews)
    accounts = int(seen["accounts"].sum())
    about = dict(
        seen.with_columns(pl.col("signs").str.split(" "))
        .explode("signs")
        .group_by("signs")
        .agg(pl.col("accounts").sum())
        .iter_rows()
    )
    return {
        row["detector"]: (
            f"In {row['markets']:,} practice markets of {row['reviews']:,} reviews without paid "
            f"reviews but with innocent look-alikes: {row['findings']:,} findings at q <= 0.05, in "
            f"{row['markets_with']:,} of the markets "
            f"({_interval(row['markets_with'], row['markets'])}); at p <= 0.05 it spoke about "
            f"{about.get(row['detector'], 0):,} of {accounts:,} accounts "
            f"({_interval(about.get(row['detector'], 0), accounts)})."
        )
        for row in findings.iter_rows(named=True)
    }


def _interval(k: int, n: int) -> str:
    low, high = (
        float(bound[0]) for bound in clopper_pearson(np.array([k], float), np.array([n], float))
    )
    return f"95 %: {low:.2%} to {high:.2%}"
