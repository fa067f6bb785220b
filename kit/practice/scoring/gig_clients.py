"""How well the products and reviews that sellers' clients bought are named."""

from __future__ import annotations

import polars as pl

from kit.market.clients import Clients
from kit.market.hands import BY_NAME
from kit.practice.gigs.truth import GigTruth
from kit.practice.scoring.gig_counts import Count
from kit.practice.scoring.gig_groups import on_any_site, owner_links

_SELLER = ["site", "username"]


def score_clients(served: Clients, linked: pl.DataFrame, truth: GigTruth) -> list[Count]:
    """Count clients and reviews that are named, and those that are to be.

    Parameters
    ----------
    served : Clients
    linked : polars.DataFrame
        As from `kit.market.with_hands`: by what clients were looked for.
    truth : GigTruth

    Notes
    -----
    A client is a seller and a product: a namesake of the seller on another site is wrong, though
    the product was bought. One name on two sites, "A or B", is right where one of them is. A seller
    with gigs on two sites counts once in what is to be found.
    """
    by_name = owner_links(linked, truth).filter(pl.col("through") == BY_NAME)
    found: list[Count] = []
    for what, named, column in (
        ("products", served.clients, "product_id"),
        ("reviews", served.reviews, "review_id"),
    ):
        key = [*_SELLER, column]
        each = named.select(key).unique()
        right = on_any_site(each, truth.bought, column)
        bought = truth.bought.unique(["username", column])
        of_found = bought.join(by_name, on="username", how="semi")
        hits = right.select("username", column).n_unique()
        traced = each.join(by_name, on=_SELLER, how="semi", nulls_equal=True)
        true = right.join(by_name, on=_SELLER, how="semi", nulls_equal=True).height
        of_anyone = each.join(bought, on=column, how="semi")
        wrong = each.join(right, on=key, how="anti", nulls_equal=True)
        namesakes = wrong.join(bought, on=["username", column], how="semi")
        found += [
            (f"{what} bought that are named, of all sellers", hits, bought.height),
            (f"{what} bought that are named, of sellers found", hits, of_found.height),
            (f"{what} named that this seller sold", right.height, each.height),
            (f"{what} named that a namesake of this seller sold", namesakes.height, each.height),
            (f"{what} named that some seller sold", of_anyone.height, each.height),
            (f"{what} named for sellers found that these sold", true, traced.height),
        ]
    return found
