"""Which accounts are linked to a seller, by what evidence, and what holds their group together?"""

from __future__ import annotations

import polars as pl

from kit.market.links import ADDED
from kit.views.lead_sellers import Trail, odds

NATS = (*ADDED, "nats")


def lead_accounts(found: Trail, seller: str) -> pl.DataFrame:
    """Return the accounts linked to one seller.

    Parameters
    ----------
    found : Trail
    seller : str
        As the trail calls it.

    Returns
    -------
    polars.DataFrame
        account_id, account_name, through, odds, each evidence in nats and their sum, q_value, why;
        leads first. Accounts of the same group have no evidence of their own about the seller:
        `through` names the lead that they hang on, and `why` says so.
    """
    linked = found.linked.filter(pl.col("seller") == seller)
    leads = found.leads.filter(pl.col("seller") == seller)
    told = linked.join(
        leads.select("account_id", "account_name", *NATS, "why"),
        on="account_id",
        how="left",
        maintain_order="left",
    )
    return (
        told.with_columns(
            odds=odds("nats"),
            why=pl.coalesce(
                "why", pl.format("one group with {}, by the case's own evidence", "through")
            ),
        )
        .sort("nats", "q_value", "account_id", descending=[True, False, False], nulls_last=True)
        .select("account_id", "account_name", "through", "odds", *NATS, "q_value", "why")
    )


def lead_groups(found: Trail, seller: str) -> pl.DataFrame:
    """Return what holds together the groups that a seller's accounts belong to.

    Parameters
    ----------
    found : Trail
    seller : str

    Returns
    -------
    polars.DataFrame
        hand, n_accounts, kind ("ring", "text" or "names"), accounts (that the evidence is about),
        why, q_value (of the group's weakest link).
    """
    linked = found.linked.filter(pl.col("seller") == seller)["account_id"].to_list()
    theirs = pl.col("accounts").list.eval(pl.element().is_in(linked)).list.any()
    return (
        found.hands.filter(theirs)
        .select("hand", "n_accounts", "q_value", "evidence")
        .explode("evidence")
        .unnest("evidence")
        .select("hand", "n_accounts", "kind", "accounts", "why", "q_value")
    )
