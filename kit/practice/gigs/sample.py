"""The sample's gig sites and its roster, made beside the sample's reviews, which stay as they are.

The sample's accounts have names already. So its sellers are called after accounts: the seller with
six accounts has the handle of one of them, and members of the broker's pool sell on their own.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from kit.practice.gigs.captures import captures
from kit.practice.gigs.cast import (
    BYSTANDER,
    COMMON,
    OWNER,
    SITES,
    GigDials,
    Seller,
    everyday,
    others,
)
from kit.practice.gigs.coined import coined
from kit.practice.gigs.files import write_roster, write_scrapes
from kit.practice.gigs.truth import truth_of
from kit.practice.market import Market
from kit.practice.seeds import Random, stream

USERNAMES = 1_114
"""As many as the suit of October 2015 listed."""

TRUTH_FILE = "planted_sellers.csv"

_DIALS = GigDials(strangers=540, bystanders=150, borrowed=0)
_LISTED = 0.6
"""Share of the sites' sellers that are on the roster."""


def make_gig_sample(seed: int, market: Market, folder: Path) -> None:
    """Write two captures of two gig sites, a roster, and who owns which accounts.

    Parameters
    ----------
    seed : int
    market : Market
        The sample's, with one ``gig_seller`` and one ``broker_pool``.
    folder : Path
        It is there; files in it are replaced.
    """
    random = stream(seed, "gig sample")
    behind = _owners(market)
    products = market.reviews["product_id"].unique().sort().to_list()
    cast = [*behind, *others(random, _DIALS, behind, everyday(market.reviews), [], products)]
    captured = captures(random, cast, partial=SITES[0])
    write_scrapes(captured, folder)
    write_roster(_roster(random, cast), folder)
    shown = dict(market.reviews.select("account_id", "account_name").unique().iter_rows())
    truth = truth_of(cast, captured, shown, market.truth)
    truth.sellers.join(truth.accounts, on=["site", "username"], how="left").write_csv(
        folder / TRUTH_FILE
    )


def _owners(market: Market) -> list[Seller]:
    """Return a seller for each handle among the accounts of the gig seller and of the pool."""
    members = (
        market.truth.filter(
            pl.col("archetype").is_in(["gig_seller", "broker_pool"]), entity_kind="account"
        )
        .join(
            market.reviews.select("account_id", "account_name").unique(),
            left_on="entity_id",
            right_on="account_id",
        )
        .sort("plan", "entity_id")
    )
    handles = members.filter(pl.col("account_name").str.contains(r"^[a-z]+\d+$"))
    found = []
    for number, row in enumerate(handles.iter_rows(named=True)):
        whole = row["archetype"] == "gig_seller"
        owned = members.filter(plan=row["plan"])["entity_id"] if whole else [row["entity_id"]]
        deeds = market.reviews.filter(account_id=row["entity_id"])["product_id"].sort()
        found.append(
            Seller(
                site=SITES[number % len(SITES)],
                username=row["account_name"],
                kind=OWNER,
                habit="the same",
                plan=row["plan"],
                accounts={
                    account: row["account_name"] if account == row["entity_id"] else None
                    for account in owned
                },
                products=tuple(deeds.head(4)) if whole else (),
            )
        )
    return found


def _roster(random: Random, cast: list[Seller]) -> list[str]:
    """Return usernames in no order: sellers of reviews, and others that no gig is of."""
    listed = sorted({one.username for one in cast if one.kind not in (BYSTANDER, COMMON)})
    owned = {one.username for one in cast if one.kind == OWNER}
    kept = [name for name in listed if name in owned or random.random() < _LISTED]
    taken = {one.username.lower() for one in cast}
    named = [*kept, *(str(handle) for handle in coined(random, USERNAMES - len(kept), taken))]
    return [named[int(at)] for at in random.permutation(USERNAMES)]
