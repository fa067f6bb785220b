"""How well sellers are linked to accounts in one practice market: leads, and owners found."""

from __future__ import annotations

from typing import Any

import polars as pl

from kit.market.gigs import Gigs
from kit.market.links import Leads
from kit.practice.gigs.cast import BORROWED, BYSTANDER, COMMON, OWNER, STRANGER, TWIN
from kit.practice.gigs.truth import GigTruth
from kit.practice.scoring.gig_fields import score_read

LEVEL = 0.05
"""The q-value up to which a lead counts."""

_KEYS: dict[str, Any] = {"market": pl.String, "seed": pl.Int64}
LEADS: dict[str, Any] = {
    **_KEYS,
    "site": pl.String,
    "username": pl.String,
    "account_id": pl.String,
    "relation": pl.String,
    "nats": pl.Float64,
    "q_value": pl.Float64,
    "kind": pl.String,
    "right": pl.Boolean,
    "sites": pl.Int64,
    "owned_on": pl.Int64,
}
CHANCE: dict[str, Any] = {**_KEYS, "sellers": pl.Int64, "leads": pl.Int64, "expected": pl.Float64}
OWNERS: dict[str, Any] = {
    **_KEYS,
    "username": pl.String,
    "habit": pl.String,
    "accounts": pl.Int64,
    "alike": pl.Int64,
    "found": pl.Int64,
    "found_alike": pl.Int64,
}
"""Columns of the results. Leads at `LEVEL`: the seller's kind, "roster only" where no gig is of it;
`right` where the account is the seller's, on any of the `sites` that the name is on; `owned_on`
counts those where it is. Chance: leads at `LEVEL`, and how many of them the decoys
say are wrong. Owners: accounts, those called after the username, and those found of both."""


def score_links(found: Leads, truth: GigTruth) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Hold the leads against the truth.

    Parameters
    ----------
    found : Leads
    truth : GigTruth

    Returns
    -------
    leads, chance, owners : polars.DataFrame
        Columns of `LEADS`, `CHANCE` and `OWNERS`, without the market and its seed.
    """
    mine = ["username", "account_id"]
    kinds = pl.Enum([OWNER, TWIN, BORROWED, COMMON, STRANGER, BYSTANDER])
    # A name on two sites may be of two people; what is wrong about its lead is laid to the owner.
    kind = truth.sellers.group_by("username").agg(pl.col("kind").cast(kinds).min().cast(pl.String))
    owned = truth.accounts.group_by(mine).agg(on=pl.col("site"))
    on = pl.col("sites").list.set_intersection("on").list.len().fill_null(0)
    at = (
        found.at(LEVEL)
        .join(owned, on=mine, how="left", maintain_order="left")
        .join(kind, on="username", how="left", maintain_order="left")
        .with_columns(
            pl.col("kind").fill_null("roster only"),
            owned_on=on.cast(pl.Int64),
            sites=pl.col("sites").list.len().clip(lower_bound=1).cast(pl.Int64),
        )
        .with_columns(right=pl.col("owned_on") > 0)
    )
    chance = at.select(
        sellers=pl.lit(found.sellers),
        leads=pl.len().cast(pl.Int64),
        expected=pl.col("q_value").max().fill_null(0.0) * pl.len(),
    )
    right = at.filter("right").select("username", "account_id", named=pl.lit(True)).unique()
    owners = (
        truth.sellers.filter(kind=OWNER)
        .unique("username", maintain_order=True)
        .join(truth.accounts.unique(mine, maintain_order=True), on="username")
        .join(right, on=mine, how="left")
        .group_by("username", "habit", maintain_order=True)
        .agg(
            accounts=pl.len(),
            alike=pl.col("alike").sum(),
            found=pl.col("named").sum(),
            found_alike=(pl.col("named") & pl.col("alike")).sum(),
        )
    )
    return at.select(name for name in LEADS if name not in _KEYS), chance, owners


def score_listings(gigs: Gigs, truth: GigTruth) -> pl.DataFrame:
    """Score what was read in a planted market's listings, field by field."""
    key = ["site", "gig_id", "captured_at"]
    wanted = truth.labels.unique(key, maintain_order=True)
    read = wanted.select(key).join(gigs.listings, on=key, how="left", maintain_order="left")
    pairs = zip(read.to_dicts(), wanted.to_dicts(), strict=True)
    return score_read(pairs)
