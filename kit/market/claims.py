"""Claims on accounts held against each other: a seller's other accounts, other sellers."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import expit

from kit.market.candidates import EACH
from kit.market.weighing import REAL

Floats: TypeAlias = npt.NDArray[np.float64]

_STEPS = 200


def with_company(weighed: pl.DataFrame, people: int) -> pl.DataFrame:
    """Return pairs with `alone_nats`, 0 or less and in `nats`: what it takes off to stand alone.

    A seller has accounts in a case, a few, or it has none. Most have none: how many do is estimated
    from all sellers together. An account like a seller's name must make up for that alone; where
    several are, each speaks for the seller, and so for the others.

    Parameters
    ----------
    weighed : polars.DataFrame
        Columns of `WEIGHED`.
    people : int
        Sellers.
    """
    there = pl.col("nats").exp().log1p()
    sums = weighed.group_by("set", "person").agg(company=there.sum() - EACH)
    share = _with_accounts(sums.filter(set=REAL)["company"].to_numpy(), people)
    for_it = float(np.log(share)) + pl.col("company") - there
    against = (float(np.log1p(-share)) - for_it).exp().log1p()
    return (
        weighed.join(sums, on=["set", "person"], maintain_order="left")
        .with_columns(alone_nats=-against)
        .with_columns(nats=pl.col("nats") + pl.col("alone_nats"))
        .drop("company")
    )


def _with_accounts(company: Floats, people: int) -> float:
    """Return the share of sellers that have accounts, of largest likelihood (EM).

    company : array of float, shape (n,)
        ln of how much likelier the names that were found are where a seller has accounts: of
        sellers of whom any was. Half a seller more has some, as likely as not.
    """
    odds = np.concatenate([company, np.full(people - company.size, -EACH)])
    share = 0.5
    for _ in range(_STEPS):
        theirs = expit(np.log(share / (1 - share)) + odds)
        share = float((theirs.sum() + 0.5) / (people + 1))
    return share


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
        in `nats`.
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
    )
