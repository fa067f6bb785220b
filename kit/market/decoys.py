"""Decoys: other people's names, as rare as a roster's, which say how often chance makes a lead."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import expit

from kit.market.handles import LEAST_BASE, NameModel

Floats: TypeAlias = npt.NDArray[np.float64]

DECOY = {"key": pl.String, "base": pl.String, "account": pl.Int64}

_NEAR = 100
"""Places in the order of rarity, up or down, among which a decoy is drawn."""


LUCK = 0.1
"""False leads that are added to those that decoys show: where no decoy is as high, one lead has a
rate of one tenth, and two have one of a twentieth."""


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


def lead_rates(leads: pl.DataFrame, decoys: pl.DataFrame, sets: int) -> Floats:
    """Return the q-value of each lead: by decoys of its kind, and never less than its odds say.

    A seller with several accounts is another kind of lead than one account alone: chance brings
    the latter far more often, and the former must neither pay for it nor vouch for it.

    Parameters
    ----------
    leads, decoys : polars.DataFrame
        nats (log odds), others (further leads of the same seller, in the same set).
    sets : int
        Sets of decoys.

    Returns
    -------
    array of float, shape (n,)
    """
    odds = leads["nats"].to_numpy()
    q: Floats = expit(-odds)
    for alone in (True, False):
        mine, theirs = ((one["others"] == 0).to_numpy() == alone for one in (leads, decoys))
        chance = rates(odds[mine], decoys["nats"].to_numpy()[theirs], sets)
        q[mine] = np.maximum(q[mine], chance)
    return q


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
        Decoys as high in a set, and `LUCK` more, over the leads as high, made monotone: the
        target-decoy estimate (Elias & Gygi, Nature Methods 4, 2007; He et al., 2015; sources not
        verified), which without the addition calls the strongest lead of all certain.
    """
    if not scores.size:
        return scores
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    as_high = decoys.size - np.searchsorted(np.sort(decoys), ranked, "left")
    leads = np.searchsorted(-ranked, -ranked, "right")
    share = np.minimum((as_high / sets + LUCK) / leads, 1.0)
    monotone = np.minimum.accumulate(share[::-1])[::-1]
    q = np.empty(scores.size)
    q[order] = monotone
    return q
