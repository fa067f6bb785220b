"""Decoys: other people's names, as rare as a roster's, which say how often chance makes a lead."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from kit.market.handles import LEAST_BASE, NameModel

Floats: TypeAlias = npt.NDArray[np.float64]

DECOY = {"key": pl.String, "base": pl.String, "account": pl.Int64}

_NEAR = 100
"""Places in the order of rarity, up or down, among which a decoy is drawn."""


def decoys(
    names: pl.Series,
    accounts: pl.DataFrame,
    sets: int,
    random: np.random.Generator,
) -> list[pl.DataFrame]:
    """Return sets of decoys, each name replaced by an account's that is spelled as rarely.

    People choose names from the same words, so that strangers share them far more often than names
    do that are made up letter by letter; a stranger's name is what another account has.

    Parameters
    ----------
    names : polars.Series of str
        Keys of a roster, or null.
    accounts : polars.DataFrame
        key, base: of accounts to take names from, and `account`, the number of each.
    sets : int
    random : numpy.random.Generator

    Returns
    -------
    list of polars.DataFrame
        `sets` frames with the columns of `DECOY`, as long as `names`, null where a name is:
        `account` is whose name it is, to be left out where decoys are compared with accounts.
    """
    pool = accounts.filter(pl.col("key").str.len_bytes() >= LEAST_BASE)
    if pool.is_empty():
        nobody = pl.DataFrame(schema=DECOY).clear(names.len())
        return [nobody] * sets
    # Of both, for a model finds the names that it learnt from less rare than others of their kind.
    spelled = NameModel.of(pl.concat([pool["key"], names.drop_nulls().alias("key")])).spelled
    rarity = spelled(pool["key"])
    order = np.argsort(rarity, kind="stable")
    place = np.searchsorted(rarity[order], spelled(names))
    there = names.is_not_null()
    drawn = []
    for _ in range(sets):
        step = random.integers(-_NEAR, _NEAR + 1, place.size)
        taken = pool[order[np.clip(place + step, 0, order.size - 1)]]
        drawn.append(
            taken.select(
                pl.when(there).then(pl.col(name)).cast(kind).alias(name)
                for name, kind in DECOY.items()
            )
        )
    return drawn


def rates(scores: Floats, decoys: Floats, sets: int) -> Floats:
    """Return the q-value of each score: the share of leads as high that decoys show.

    Parameters
    ----------
    scores : array of float, shape (n,)
        Of the roster's own leads.
    decoys : array of float, shape (m,)
        Of all sets of decoys together.
    sets : int

    Returns
    -------
    array of float, shape (n,)
        (1 + decoys as high) / sets over the leads as high, made monotone: the target-decoy
        estimate with one decoy added (Elias & Gygi, Nature Methods 4, 2007; He et al., 2015;
        sources not verified).
    """
    if not scores.size:
        return scores
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    as_high = decoys.size - np.searchsorted(np.sort(decoys), ranked, "left")
    leads = np.searchsorted(-ranked, -ranked, "right")
    share = np.minimum((as_high + 1) / sets / leads, 1.0)
    monotone = np.minimum.accumulate(share[::-1])[::-1]
    q = np.empty(scores.size)
    q[order] = monotone
    return q
