"""How far suspect reviews would move a product's stars, were its reviews written once more.

The product's reviews, suspect or not, are drawn with replacement `DRAWS` times (Efron, Annals of
Statistics 7, 1979), always from the same seed.
"""

from __future__ import annotations

import hashlib
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from kit.statistics import Array

Flags: TypeAlias = npt.NDArray[np.bool_]

DRAWS = 1_000
ENDS = (0.025, 0.975)
"""Quantiles of the draws that are the ends of a 95 % interval."""


def damage_intervals(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the interval of each product's move.

    Parameters
    ----------
    cells : polars.DataFrame
        product_id, suspect, stars, n: each product's reviews counted by suspect and stars. Drawing
        reviews with replacement is drawing these counts, however many reviews there are.

    Returns
    -------
    polars.DataFrame
        product_id, stars_moved_low, stars_moved_high.
    """
    rows = [
        (
            product,
            *damage_interval(
                product, *(own[name].to_numpy() for name in ("suspect", "stars", "n"))
            ),
        )
        for (product,), own in cells.group_by("product_id", maintain_order=True)
    ]
    names = ("stars_moved_low", "stars_moved_high")
    schema = {"product_id": pl.String, **dict.fromkeys(names, pl.Float64)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def damage_interval(
    product: object, suspect: Flags, stars: Array, n: Array
) -> tuple[float | None, float | None]:
    """Return the interval of one product's move.

    Parameters
    ----------
    product : object
        Its id: the seed of the draws, so that the interval is the same whoever else is listed.
    suspect, stars, n : array of shape (cells,)
        Whether a cell's reviews are suspect, their stars, and how many they are.

    Returns
    -------
    low, high : float or None
        None where all reviews are suspect, none is, or there is a single one: there is no mean to
        compare with.
    """
    total = int(n.sum())
    if total < 2 or suspect.all() or not suspect.any():
        return None, None
    seed = int.from_bytes(hashlib.sha256(str(product).encode()).digest()[:8])
    drawn = np.random.default_rng(seed).multinomial(total, n / total, size=DRAWS)
    others = drawn[:, ~suspect]
    kept = others.sum(axis=1)
    some = kept > 0
    moved = drawn[some] @ stars / total - others[some] @ stars[~suspect] / kept[some]
    low, high = np.quantile(moved, ENDS)
    return float(low), float(high)
