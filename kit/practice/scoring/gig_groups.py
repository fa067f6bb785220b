"""How well accounts of one hand are grouped, and what that adds to accounts linked by name."""

from __future__ import annotations

import polars as pl

from kit.market.hands import BY_NAME
from kit.market.sellers import OR
from kit.practice.gigs.truth import GigTruth
from kit.practice.scoring.gig_counts import Count


def score_groups(groups: pl.DataFrame, planted: pl.DataFrame) -> list[Count]:
    """Count who is grouped that nobody paid.

    Parameters
    ----------
    groups : polars.DataFrame
        As from `kit.market.hands`.
    planted : polars.DataFrame
        Columns of `kit.practice.truth.TRUTH`.
    """
    paid = planted.filter(pl.col("guilty"), pl.col("entity_kind") == "account")["entity_id"]
    each = members(groups).with_columns(paid=pl.col("account_id").is_in(paid.to_list()))
    of_groups = each.group_by("hand").agg(pl.col("paid").any())
    return [
        ("innocents among accounts in groups", int((~each["paid"]).sum()), each.height),
        ("groups in which nobody is paid", int((~of_groups["paid"]).sum()), of_groups.height),
        ("markets with such a group", int((~of_groups["paid"]).any()), 1),
    ]


def score_hands(linked: pl.DataFrame, groups: pl.DataFrame, truth: GigTruth) -> list[Count]:
    """Count pairs of accounts in groups, and accounts of sellers with their groups.

    Parameters
    ----------
    linked : polars.DataFrame
        As from `kit.market.with_hands`.
    groups : polars.DataFrame
        As from `kit.market.hands`.
    truth : GigTruth

    Notes
    -----
    A pair counts where one of the two is a planted seller's: other pools are no concern here. A
    seller is found where one of its accounts is linked by name; it counts once on two sites.
    """
    owned = truth.accounts.unique(["username", "account_id"])
    held = members(groups).join(owned, on="account_id", how="left")
    in_group = held.group_by("hand").agg(n=pl.len(), nobodys=pl.col("username").is_null().sum())
    of_seller = held.drop_nulls("username").group_by("hand", "username").len("n")
    together = _pairs(in_group["n"]) - _pairs(in_group["nobodys"])
    right = _pairs(of_seller["n"])
    whole = _pairs(owned.group_by("username").len("n")["n"])

    told = owner_links(linked, truth)
    by_name = told.filter(pl.col("through") == BY_NAME)
    sellers = owned["username"].unique()
    accounts = owned.join(by_name, on="username", how="semi").height
    theirs = linked.join(by_name, on=["site", "username"], how="semi", nulls_equal=True)
    named = theirs.unique(["username", "account_id"])
    found = _accounts(told.join(by_name, on="username", how="semi"))
    return [
        ("pairs in a group that are one seller's", right, together),
        ("pairs of one seller that are in a group", right, whole),
        ("sellers with an account found by name", by_name["username"].n_unique(), sellers.len()),
        ("accounts of these found by name", _accounts(by_name), accounts),
        ("accounts of these found with their group", found, accounts),
        ("accounts linked to these that are theirs", found, named.height),
    ]


def owner_links(linked: pl.DataFrame, truth: GigTruth) -> pl.DataFrame:
    """Return the links that are right: site, username, account_id, through."""
    return on_any_site(
        linked.select("site", "username", "account_id", "through"), truth.accounts, "account_id"
    )


def on_any_site(named: pl.DataFrame, known: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return the rows that are known of the seller on its site, or on one of "A or B".

    Parameters
    ----------
    named : polars.DataFrame
        With site, username and `column`: what is said of sellers.
    known : polars.DataFrame
        The same columns, of one site each: what is so.
    column : str
        What is named.
    """
    by = ["username", column]
    split = named.select("site", *by, on=pl.col("site").str.split(OR)).explode("on")
    right = split.join(
        known, left_on=["on", *by], right_on=["site", *by], how="semi", nulls_equal=True
    )
    return named.join(right, on=["site", *by], how="semi", nulls_equal=True)


def members(groups: pl.DataFrame) -> pl.DataFrame:
    """Return hand, account_id."""
    return groups.select("hand", account_id="accounts").explode("account_id")


def _accounts(links: pl.DataFrame) -> int:
    return links.select("username", "account_id").n_unique()


def _pairs(sizes: pl.Series) -> int:
    return int((sizes * (sizes - 1) // 2).sum())
