"""How much each term of the evidence says: measured on practice markets, and shipped as a file.

`kit evaluate --trust --fit --first-seed 200 --reviews 40000` makes the file again
(`kit.practice.scoring.trust_fit`).
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

SCHEMA = pl.Schema({"term": pl.String, "ordinary": pl.Float64, "weight": pl.Float64})
"""Columns of the file. ordinary: the term's mean over practice reviews that no one paid for; 0 for
what detectors prove. weight: what one unit adds to the log-odds of having been paid for. Three rows
are no terms: `START` is the log-odds of an ordinary review, `SHARE` the share of paid reviews in
those markets, and `SPREAD` by how much the log-odds err for all of a product's reviews alike
(standard deviation).
"""

START, SHARE, SPREAD = "start", "share", "spread"


@dataclass(frozen=True)
class Calibration:
    """Weights of the terms.

    Parameters
    ----------
    ordinary : array of shape (terms,)
        What an ordinary review shows, in the terms' units and order.
    weights : array of shape (terms,)
        What a unit adds to the log-odds.
    start : float
        Log of how many times likelier an ordinary review is among the paid than among the others.
    share : float
        Share of paid reviews in practice.
    spread : float
        Standard deviation, in log-odds, by which the sum errs for all of a product's reviews alike.
    """

    ordinary: Array
    weights: Array
    start: float
    share: float
    spread: float

    def by_family(self, told: pl.DataFrame) -> Array:
        """Return what each family adds to each review's log-odds, shape (reviews, families).

        Parameters
        ----------
        told : polars.DataFrame
            As from `kit.trust.evidence.evidence`. What is unknown counts as ordinary: it adds
            nothing.
        """
        x = told.select(term.name for term in TERMS).to_numpy() - self.ordinary
        added = np.nan_to_num(x) * self.weights
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
    weight = dict(rows.select("term", "weight").iter_rows())
    ordinary = dict(rows.select("term", "ordinary").iter_rows())
    share = float(weight[SHARE])
    return Calibration(
        np.array([ordinary[term.name] for term in TERMS]),
        np.array([weight[term.name] for term in TERMS]),
        float(weight[START] - np.log(share / (1 - share))),
        share,
        float(weight[SPREAD]),
    )
