"""How much each term of the evidence says: measured on practice markets, and shipped as a file.

`kit evaluate --trust` makes the file again (`kit.practice.scoring.trust_fit`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import polars as pl

from kit.statistics import Array
from kit.trust.evidence import FAMILIES, TERMS

FILE = "calibration.csv"

SCHEMA = pl.Schema(
    {"draw": pl.Int64, "term": pl.String, "ordinary": pl.Float64, "weight": pl.Float64}
)
"""Columns of the file. draw: 0 is of all markets, others of markets drawn with replacement, which
say how far the weights can be trusted. ordinary: the term's mean over practice reviews that no one
paid for; 0 for what detectors prove. weight: what one unit adds to the log-odds of having been paid
for. Two rows are no terms: `START` is the log-odds of an ordinary review, `SHARE` the share of paid
reviews in those markets.
"""

START, SHARE = "start", "share"


@dataclass(frozen=True)
class Calibration:
    """Weights of the terms.

    Parameters
    ----------
    ordinary : array of shape (terms,)
        What an ordinary review shows, in the terms' units and order.
    weights : array of shape (draws, terms)
        What a unit adds to the log-odds; the first draw is of all practice markets.
    start : array of shape (draws,)
        Log of how many times likelier an ordinary review is among the paid than among the others.
    share : float
        Share of paid reviews in practice.
    """

    ordinary: Array
    weights: Array
    start: Array
    share: float

    def by_family(self, told: pl.DataFrame, draw: int = 0) -> Array:
        """Return what each family adds to each review's log-odds, shape (reviews, families).

        Parameters
        ----------
        told : polars.DataFrame
            As from `kit.trust.evidence.evidence`. What is unknown counts as ordinary: it adds
            nothing.
        draw : int
        """
        x = told.select(term.name for term in TERMS).to_numpy() - self.ordinary
        added = np.nan_to_num(x) * self.weights[draw]
        return np.column_stack(
            [added[:, [t.family == family for t in TERMS]].sum(axis=1) for family in FAMILIES]
        )


@lru_cache(maxsize=1)
def shipped() -> Calibration:
    """Return the calibration that comes with the kit."""
    return read(pl.read_csv(files("kit.trust").joinpath(FILE).read_bytes(), schema=SCHEMA))


def read(rows: pl.DataFrame) -> Calibration:
    """Return the calibration that a file's rows hold.

    Parameters
    ----------
    rows : polars.DataFrame
        Columns of `SCHEMA`.
    """
    names = [term.name for term in TERMS]
    wide = rows.pivot("term", index="draw", values="weight").sort("draw")
    first = rows.filter(pl.col("draw") == 0)
    ordinary = dict(first.select("term", "ordinary").iter_rows())
    share = float(wide[SHARE][0])
    return Calibration(
        np.array([ordinary[name] for name in names]),
        wide.select(names).to_numpy(),
        wide[START].to_numpy() - np.log(share / (1 - share)),
        share,
    )
