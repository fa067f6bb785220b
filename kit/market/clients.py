"""Clients: the products that a seller's accounts served, and the reviews that each bought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from kit.case import Case
from kit.errors import check_rate
from kit.market.client_sql import BOUGHT_REVIEWS, MEETINGS
from kit.market.gigs import Gigs
from kit.market.sellers import OR
from kit.statistics import poisson_sf, q_values

DAYS = 30
"""Days within which accounts of one seller met on a product, for the meeting to be an order."""

CLIENTS: dict[str, Any] = {
    "site": pl.String,
    "username": pl.String,
    "product_id": pl.String,
    "brand": pl.String,
    "n_accounts": pl.Int64,
    "n_linked": pl.Int64,
    "expected": pl.Float64,
    "q_value": pl.Float64,
    "n_reviews": pl.Int64,
    "first_date": pl.Date,
    "last_date": pl.Date,
    "stars": pl.Float64,
    "stars_of_others": pl.Float64,
    "price_per_review": pl.Float64,
    "currency": pl.String,
    "paid": pl.Float64,
    "brand_products": pl.List(pl.String),
    "why": pl.String,
}
"""Columns of clients. `n_accounts` of `n_linked` linked accounts reviewed the product, `expected`
by chance; `n_reviews` they wrote there, from first to last; `paid` is their number times the gig's
own price. `brand_products` are other products of the brand that these accounts reviewed."""

BOUGHT: dict[str, Any] = {
    "site": pl.String,
    "username": pl.String,
    "product_id": pl.String,
    "review_id": pl.String,
    "account_id": pl.String,
    "posted_at": pl.Datetime("us"),
    "stars": pl.Float64,
}


@dataclass(frozen=True)
class Clients:
    """Whom sellers served.

    Parameters
    ----------
    clients : polars.DataFrame
        Columns of `CLIENTS`, by seller, the surest first.
    reviews : polars.DataFrame
        Columns of `BOUGHT`: the reviews that each client likely bought.
    cannot_tell : polars.DataFrame
        site, username, reason: sellers whose leads name no client.
    """

    clients: pl.DataFrame
    reviews: pl.DataFrame
    cannot_tell: pl.DataFrame


def clients(case: Case, leads: pl.DataFrame, gigs: Gigs | None = None, q: float = 0.05) -> Clients:
    """Name the products that the linked accounts of each seller served together.

    Parameters
    ----------
    case : Case
    leads : polars.DataFrame
        site, username, account_id: leads that are trusted, as from `Leads.at`, with accounts of
        the same hand where those are known (`kit.market.with_hands`).
    gigs : Gigs, optional
        For the price of a review, and the products that gigs name.
    q : float
        Share of the listed products that may be there by chance, for each seller.

    Returns
    -------
    Clients

    Raises
    ------
    ParameterError
        When q is no rate.

    Notes
    -----
    Under the null each linked account gives its reviews at random among the market's, of the
    product's category where that makes a meeting likelier; so the number of them on a product is
    at most Poisson. A single account says nothing about who paid: at least two must meet within
    `DAYS` days. Benjamini-Hochberg over all products that a seller's accounts reviewed.
    """
    check_rate("q", q)
    linked = leads.select("site", "username", "account_id").unique(maintain_order=True)
    met = case.connection.select(MEETINGS, {"days": DAYS}, frames={"linked": _keyed(linked)})
    if met.is_empty():
        return Clients(
            pl.DataFrame(schema=CLIENTS), pl.DataFrame(schema=BOUGHT), _silent(linked, None)
        )
    tails = poisson_sf(met["n_accounts"].to_numpy().astype(float), met["expected"].to_numpy())
    # Where fewer than two meet within the days, the product still counts among the tests.
    tails = np.where(met["n_close"].to_numpy() >= 2, tails, 1.0)
    judged = met.with_columns(p=pl.Series(tails)).with_columns(
        q_value=pl.col("p")
        .map_batches(lambda p: pl.Series(q_values(p.to_numpy())), return_dtype=pl.Float64)
        .over("seller")
    )
    held = judged.filter(pl.col("q_value") <= q)
    named = held.join(_keyed(linked).select("seller", "site", "username").unique(), on="seller")
    bought = case.connection.select(
        BOUGHT_REVIEWS,
        {"days": DAYS},
        frames={"linked": _keyed(linked), "held": named.select("seller", "product_id")},
    )
    return Clients(
        _priced(case, named, bought, gigs),
        named.select("seller", "site", "username", "product_id")
        .join(bought, on=["seller", "product_id"])
        .sort("site", "username", "product_id", "posted_at", "review_id")
        .select(pl.col(name).cast(kind) for name, kind in BOUGHT.items()),
        _silent(linked, named),
    )


def _keyed(linked: pl.DataFrame) -> pl.DataFrame:
    """Return leads with a number for each seller."""
    return linked.with_columns(seller=pl.struct("site", "username").rank("dense").cast(pl.Int64))


def _silent(linked: pl.DataFrame, named: pl.DataFrame | None) -> pl.DataFrame:
    people = linked.group_by("site", "username", maintain_order=True).len("n")
    if named is not None:
        people = people.join(named, on=["site", "username"], how="anti", nulls_equal=True)
    return people.select(
        "site",
        "username",
        reason=pl.when(pl.col("n") < 2)
        .then(pl.lit("one account is linked: what it reviewed alone says nothing about who paid"))
        .otherwise(pl.lit("its accounts met on no product more often than chance explains")),
    )


def _priced(
    case: Case, named: pl.DataFrame, bought: pl.DataFrame, gigs: Gigs | None
) -> pl.DataFrame:
    """Return clients with what was bought, for how much, and the brand's other products."""
    prices = pl.DataFrame(
        schema={
            "site": pl.String,
            "username": pl.String,
            "price_per_review": pl.Float64,
            "currency": pl.String,
        }
    )
    if gigs is not None:
        # A name on two sites may be of either: its price is that of both together.
        on = named.select("site", "username").unique().with_columns(on=pl.col("site").str.split(OR))
        whose = [pl.col("username").str.to_lowercase(), pl.col("site")]
        prices = (
            gigs.listings.filter(
                pl.col("offers_reviews") & pl.col("price_per_review").is_not_null()
            )
            .sort("price_per_review")
            .select("site", "price_per_review", "currency", username="seller_name")
            .join(
                on.explode("on"),
                left_on=whose,
                right_on=[whose[0], pl.col("on")],
                suffix="_linked",
                nulls_equal=True,
                maintain_order="left",
            )
            .group_by(site="site_linked", username="username_linked", maintain_order=True)
            .agg(pl.col("price_per_review").median(), pl.col("currency").first())
        )
    counted = bought.group_by("seller", "product_id").agg(
        n_reviews=pl.len(),
        first_date=pl.col("posted_at").min(),
        last_date=pl.col("posted_at").max(),
        stars=pl.col("stars").mean(),
    )
    whole = named.join(counted, on=["seller", "product_id"]).join(
        prices, on=["site", "username"], how="left", nulls_equal=True
    )
    return (
        whole.with_columns(paid=pl.col("n_reviews") * pl.col("price_per_review"))
        .with_columns(
            why=pl.format(
                "{} of {} linked accounts reviewed it, {} expected; {} of them within {} days",
                "n_accounts",
                "n_linked",
                pl.col("expected").round_sig_figs(2),
                "n_close",
                pl.lit(DAYS),
            )
        )
        .sort("site", "username", "q_value", "product_id")
        .select(pl.col(name).cast(kind) for name, kind in CLIENTS.items())
    )
