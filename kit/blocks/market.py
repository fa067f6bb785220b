"""A market's verdicts as a graph: accounts, and stretches of days on places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from kit.detector import Value

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]
Days: TypeAlias = npt.NDArray[np.int16]

FEWEST = 3
"""Accounts that a cell needs, and cells that an account needs, to be part of the core."""


@dataclass(frozen=True)
class Market:
    """Verdicts in order of place and day, one value of each array for each.

    A cell is a place within one stretch of days; cells, stretches and accounts are numbered without
    large gaps. `date` is the day since the stretch began, and `core` marks the verdicts of which
    blocks are made.
    """

    account: Ints
    place: Ints
    cell: Ints
    stretch: Ints
    day: Ints
    date: Days
    core: Mask

    @classmethod
    def of(cls, rows: pl.DataFrame, params: Mapping[str, Value]) -> Market:
        """Read the rows of the query of `dense_blocks`."""
        account, place, day = (
            rows[name].to_numpy().astype(np.int64) for name in ("a", "place", "day")
        )
        stretch, date = np.divmod(day, int(params["stretch_days"]))
        stretch -= stretch.min()
        changes = (np.diff(place, prepend=-1) != 0) | (np.diff(stretch, prepend=-1) != 0)
        cell = np.cumsum(changes) - 1
        few = rows["n_verdicts"].to_numpy() <= params["max_verdicts"]
        quiet = few & (np.bincount(cell)[cell] <= params["max_crowd"])
        return cls(
            account, place, cell, stretch, day, date.astype(np.int16), _core(account, cell, quiet)
        )


def _core(account: Ints, cell: Ints, quiet: Mask) -> Mask:
    """Return the verdicts left when cells and accounts with too few are dropped in turn."""
    core, left = quiet, -1
    while core.sum() != left:
        left = int(core.sum())
        for side in (cell, account):
            core = core & (np.bincount(side[core], minlength=int(side.max()) + 1)[side] >= FEWEST)
    return core
