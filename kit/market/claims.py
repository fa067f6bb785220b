"""Claims on accounts held against each other: an account's other sellers, a seller's others."""

from __future__ import annotations

import polars as pl

from kit.market.weighing import REAL


def share_out(weighed: pl.DataFrame) -> pl.DataFrame:
    """Share the odds of each account out among the sellers whose names it is like.

    An account has one owner. So the odds that it is one seller's are against everything else: that
    it is nobody's, and that it is another seller's, with the odds of that. A decoy stands in one
    seller's place, and has the others as rivals.

    Parameters
    ----------
    weighed : polars.DataFrame
        Columns of `WEIGHED`.

    Returns
    -------
    polars.DataFrame
        The pairs whose odds are still even or better, with `rivals_nats`, which is 0 or less and
        in `nats`, and `others`: how many more accounts of the same set are left to the seller.
    """
    claims = weighed.filter(set=REAL).select("account", rival="person", odds=pl.col("nats").exp())
    against = (
        weighed.select("set", "person", "account")
        .join(claims, on="account")
        .filter(pl.col("rival") != pl.col("person"))
        .group_by("set", "person", "account")
        .agg(rivals_nats=-pl.col("odds").sum().log1p())
    )
    return (
        weighed.join(against, on=["set", "person", "account"], how="left", maintain_order="left")
        .with_columns(pl.col("rivals_nats").fill_null(0.0))
        .with_columns(nats=pl.col("nats") + pl.col("rivals_nats"))
        .filter(pl.col("nats") >= 0)
        .with_columns(others=pl.len().over("set", "person").cast(pl.Int64) - 1)
    )
