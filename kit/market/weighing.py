"""Pairs of a seller and an account with all that speaks for and against them, in bounded memory."""

from __future__ import annotations

from typing import Any

import polars as pl

from kit.market.candidates import PAIRS, Index, candidates
from kit.market.conduct import at_most, conduct
from kit.market.customs import THEIRS, Customs

EVIDENCE = ("name_nats", *(f"{name}_nats" for name in THEIRS))
"""What is summed, with the odds before anything is seen."""

WEIGHED: dict[str, Any] = {
    "set": pl.Int64,
    "person": pl.Int64,
    **{name: kind for name, kind in PAIRS.items() if name != "seller"},
    "account_id": pl.String,
    **dict.fromkeys(EVIDENCE, pl.Float64),
    "nats": pl.Float64,
}

REAL = -1
"""Number of the sellers' own set; decoys count from 0."""

_ROUNDING = 1e-9
"""Sums of the same numbers in another order may differ by less."""


def weigh(
    customs: Customs,
    index: Index,
    asked: pl.DataFrame,
    offers: pl.DataFrame,
    ids: pl.Series,
    prior: float,
    pruned: bool = True,
) -> pl.DataFrame:
    """Return pairs whose odds are even or better.

    Parameters
    ----------
    customs : Customs
    index : Index
        Of the case's accounts; those count that the case's own evidence does not name.
    asked : polars.DataFrame
        set, person, key, base, taken_from: sellers, and decoys in their places.
    offers : polars.DataFrame
        Columns of `kit.market.customs.OFFERS`: what the gigs of each person promise.
    ids : polars.Series of str
        Accounts, by the index's numbers.
    prior : float
        Log odds before anything is seen.
    pruned : bool
        Whether names that no conduct can bring to even odds are dropped before accounts come in.
        The result is the same.

    Returns
    -------
    polars.DataFrame
        Columns of `WEIGHED`, by set, person and account.
    """
    room = at_most(customs, offers) if pruned else _endless(offers)
    sellers = asked.join(room, on="person", how="left", maintain_order="left").with_columns(
        needs=-prior - pl.col("usual") - _ROUNDING,
        needs_uncounted=-prior - pl.col("unusual") - _ROUNDING,
    )
    who = asked.select("set", "person").with_row_index("seller").cast(pl.Int64)
    found = [pl.DataFrame(schema=WEIGHED)]
    for batch in candidates(index, sellers):
        pairs = batch.join(who, on="seller", maintain_order="left").with_columns(
            account_id=ids.gather(batch["account"])
        )
        odds = pl.sum_horizontal(EVIDENCE) + prior
        found.append(
            conduct(customs, pairs, offers)
            .with_columns(nats=odds)
            .filter(pl.col("nats") >= 0)
            .select(pl.col(name).cast(kind) for name, kind in WEIGHED.items())
        )
    return pl.concat(found).sort("set", "person", "account")


def _endless(offers: pl.DataFrame) -> pl.DataFrame:
    return offers.select("person", unusual=float("inf"), usual=float("inf")).unique()
