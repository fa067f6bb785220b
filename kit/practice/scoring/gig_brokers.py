"""How well pools that serve many sellers are told from those that serve one."""

from __future__ import annotations

from typing import Any

import polars as pl

from kit.case import Case
from kit.market.brokers import LEAST_ACCOUNTS, LEAST_SELLERS, Brokers
from kit.practice.scoring.gig_counts import Count
from kit.practice.scoring.gig_groups import members

POOLS: dict[str, Any] = {
    "market": pl.String,
    "seed": pl.Int64,
    "archetype": pl.String,
    "plan": pl.String,
    "accounts": pl.Int64,
    "sellers": pl.Int64,
    "several": pl.Boolean,
    "kind": pl.String,
}
"""Columns of pools: who was paid by one plan, and how many sellers it served. `several` where they
are a broker's by number. `kind` is what the group that holds most of its accounts is called."""


def pools(case: Case, planted: pl.DataFrame, groups: pl.DataFrame, told: Brokers) -> pl.DataFrame:
    """Return what each paid pool of a market is called.

    Parameters
    ----------
    case : Case
        For the sellers: a brand, or a product without one.
    planted : polars.DataFrame
        Columns of `kit.practice.truth.TRUTH`.
    groups : polars.DataFrame
        As from `kit.market.hands`.
    told : Brokers

    Returns
    -------
    polars.DataFrame
        Columns of `POOLS` without the market and its seed.
    """
    seller = case.sql(
        """
        select product_id, coalesce(min(brand), 'product ' || product_id) as seller
        from reviews where product_id is not null group by product_id
        """
    )
    paid = planted.filter("guilty")
    owned = _accounts(paid)
    served = (
        paid.filter(pl.col("entity_kind") == "product", pl.col("role") == "served")
        .join(seller, on="product_id")
        .group_by("plan")
        .agg(sellers=pl.col("seller").n_unique())
    )
    kinds = pl.concat([told.brokers, told.others]).select("hand", "kind")
    held = (
        owned.join(members(groups), on="account_id")
        .group_by("plan", "hand")
        .len("n")
        .join(kinds, on="hand")
        .select("plan", "kind", "n")
    )
    return (
        owned.group_by("archetype", "plan")
        .agg(accounts=pl.len())
        .join(served, on="plan")
        .join(held, on="plan", how="left")
        .with_columns(
            several=(pl.col("accounts") >= LEAST_ACCOUNTS) & (pl.col("sellers") >= LEAST_SELLERS),
            kind=pl.when(pl.col("n") * 2 > pl.col("accounts")).then("kind"),
        )
        .sort("plan", "n", nulls_last=True, descending=[False, True])
        .unique("plan", keep="first", maintain_order=True)
        .select(pl.col(name).cast(POOLS[name]) for name in POOLS if name not in ("market", "seed"))
    )


def score_brokers(
    of_plans: pl.DataFrame, planted: pl.DataFrame, groups: pl.DataFrame, told: Brokers
) -> list[Count]:
    """Count pools found, and what else is called a broker.

    Parameters
    ----------
    of_plans : polars.DataFrame
        As from `pools`.
    planted, groups, told
        As for `pools`.
    """
    owned = _accounts(planted.filter("guilty"))
    several = of_plans.filter("several")
    one = of_plans.filter(pl.col("sellers") == 1)
    named = members(groups).join(told.brokers, on="hand", how="semi")
    innocent = named.join(owned, on="account_id", how="anti")
    most = (
        named.join(owned, on="account_id", how="left")
        .with_columns(size=pl.len().over("hand"))
        .join(several, on="plan", how="semi")
        .group_by("hand", "plan")
        .agg(most=pl.len() * 2 > pl.col("size").first())
        .filter("most")["hand"]
        .n_unique()
    )
    return [
        ("pools of several sellers called brokers", _called(several), several.height),
        ("brokers named that are such a pool", most, told.brokers.height),
        ("pools of one seller called brokers", _called(one), one.height),
        ("innocents among accounts of brokers", innocent.height, named.height),
        ("markets with an innocent in a broker", int(innocent.height > 0), 1),
    ]


def _accounts(plans: pl.DataFrame) -> pl.DataFrame:
    """Return archetype, plan, account_id of plans."""
    return plans.filter(pl.col("entity_kind") == "account").select(
        "archetype", "plan", account_id="entity_id"
    )


def _called(plans: pl.DataFrame) -> int:
    return int((plans["kind"] == "broker").sum())
