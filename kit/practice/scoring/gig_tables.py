"""Summaries of scored gig markets: leads, owners, fields, and what pools are called."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from kit.practice.gigs.habits import NO_HABIT
from kit.practice.scoring.gig_fields import with_shares
from kit.practice.scoring.one_gig_market import GigScored

SETTLED = ("owner", "twin", "borrowed")
"""Sellers whose names agree with accounts by design; where others have a lead, it is chance."""


def links(scored: Sequence[GigScored]) -> pl.DataFrame:
    """Return, by kind of market: leads, false ones, and how many the decoys said would be."""
    leads = pl.concat([one.leads for one in scored])
    false = leads.group_by("market", "seed").agg(
        false=(~pl.col("right")).sum(),
        by_chance=(~pl.col("right") & ~pl.col("kind").is_in(SETTLED)).sum(),
        site_leads=pl.col("sites").sum(),
        not_there=(pl.col("sites") - pl.col("owned_on")).sum(),
    )
    each = pl.concat([one.chance for one in scored]).join(false, on=["market", "seed"], how="left")
    return (
        each.with_columns(pl.col("false", "by_chance", "site_leads", "not_there").fill_null(0))
        .group_by("market", maintain_order=True)
        .agg(
            markets=pl.len(),
            without_leads=(pl.col("leads") == 0).sum(),
            sellers=pl.col("sellers").sum(),
            leads=pl.col("leads").sum(),
            false=pl.col("false").sum(),
            by_chance=pl.col("by_chance").sum(),
            expected=pl.col("expected").sum().round(1),
            site_share=(pl.col("not_there").sum() / pl.col("site_leads").sum()).round(3),
        )
        .with_columns(
            false_share=(pl.col("false") / pl.col("leads")).round(3),
            chance_share=(pl.col("by_chance") / pl.col("leads")).round(3),
            decoy_share=(pl.col("expected") / pl.col("leads")).round(3),
        )
        .with_columns(pl.selectors.float().fill_nan(None))
    )


def false_leads(leads: pl.DataFrame) -> pl.DataFrame:
    """Return leads that are not the seller's, by what the seller is and how the name agrees."""
    return (
        leads.filter(~pl.col("right"))
        .group_by("market", "kind", "relation")
        .agg(leads=pl.len(), markets=pl.col("seed").n_unique())
        .sort("market", "leads", "kind", "relation", descending=[True, True, False, False])
    )


def owners_found(owners: pl.DataFrame) -> pl.DataFrame:
    """Return, by habit: owners found, and of those found the share of accounts found."""
    found = pl.col("found") > 0
    by_habit = owners.group_by("habit").agg(*_recall(found))
    reusing = owners.filter(pl.col("habit") != NO_HABIT)
    every = reusing.select(pl.lit("any habit").alias("habit"), *_recall(found))
    return pl.concat([every, by_habit.sort("habit")]).with_columns(
        pl.selectors.float().fill_nan(None).round(3)
    )


def _recall(found: pl.Expr) -> list[pl.Expr]:
    return [
        pl.len().cast(pl.Int64).alias("owners"),
        found.sum().cast(pl.Int64).alias("found"),
        found.mean().alias("recall"),
        pl.col("alike").filter(found).sum().alias("alike"),
        (pl.col("found_alike").sum() / pl.col("alike").filter(found).sum()).alias("alike_recall"),
        (pl.col("found").sum() / pl.col("accounts").filter(found).sum()).alias("accounts_recall"),
    ]


def summed(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return counts of fields over markets, with their shares."""
    return with_shares(
        pl.concat(parts)
        .group_by("field", maintain_order=True)
        .agg(pl.col("right", "wrong", "missed").sum())
    )


def pools_called(pools: pl.DataFrame) -> pl.DataFrame:
    """Return, by what was planted: pools, those grouped, and those called brokers.

    Parameters
    ----------
    pools : polars.DataFrame
        Columns of `kit.practice.scoring.gig_brokers.POOLS`.
    """
    return (
        pools.group_by("archetype", "several")
        .agg(
            pools=pl.len().cast(pl.Int64),
            accounts=pl.col("accounts").mean().round(1),
            sellers=pl.col("sellers").mean().round(1),
            grouped=pl.col("kind").is_not_null().sum().cast(pl.Int64),
            brokers=(pl.col("kind") == "broker").sum().cast(pl.Int64),
        )
        .with_columns(several=pl.when("several").then(pl.lit("yes")).otherwise(pl.lit("no")))
        .sort("several", "archetype", descending=[True, False])
    )
