"""Which sellers are linked to accounts, how strongly, and which are not?"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kit.case import Case
from kit.market.buys import KNOWN
from kit.market.clients import Clients, clients
from kit.market.gigs import Gigs
from kit.market.hands import hands, with_hands
from kit.market.links import LEAD, Leads
from kit.views.gig_offers import seller

BY = ("site", "username")
SELLERS = (
    *("seller", *BY, "nats", "odds", "q_value"),
    *("by_name", "in_group", "clients", "reviews", "paid", "currency"),
)


@dataclass(frozen=True)
class Trail:
    """What follows from leads: each frame has a column `seller`, the username with its site.

    Parameters
    ----------
    leads : polars.DataFrame
        The leads that are trusted, as from `Leads.at`.
    linked : polars.DataFrame
        As from `kit.market.with_hands`: accounts by name, and those of the same groups.
    hands : polars.DataFrame
        As from `kit.market.hands`.
    clients, reviews : polars.DataFrame
        As in `kit.market.Clients`.
    without : polars.DataFrame
        seller, site, username, reason: sellers about whom nothing is said, and why.
    """

    leads: pl.DataFrame
    linked: pl.DataFrame
    hands: pl.DataFrame
    clients: pl.DataFrame
    reviews: pl.DataFrame
    without: pl.DataFrame


def trail(case: Case, leads: Leads, gigs: Gigs | None = None, q: float = 0.05) -> Trail:
    """Follow the leads that are trusted to groups of accounts, clients and reviews.

    Parameters
    ----------
    case : Case
    leads : Leads
        As from `kit.market.link`.
    gigs : Gigs, optional
        For prices.
    q : float
        Share of the leads, and of each seller's clients, that may be there by chance.

    Returns
    -------
    Trail
    """
    trusted, groups = leads.at(q), hands(case, q)
    linked = with_hands(trusted, groups)
    served: Clients = clients(case, linked, gigs, q)
    weak = (
        leads.leads.join(trusted, on=BY, how="anti", nulls_equal=True)
        .unique(BY, keep="first", maintain_order=True)
        .select(
            *BY,
            reason=pl.format(
                "its strongest lead is no stronger than those of strangers' names (q = {})",
                pl.col("q_value").round(2),
            ),
        )
    )
    return Trail(
        _called(trusted),
        _called(linked),
        groups,
        _called(served.clients),
        _called(served.reviews),
        _called(pl.concat([weak, leads.no_lead])),
    )


def known_trail(
    case: Case,
    known: pl.DataFrame,
    groups: pl.DataFrame,
    gigs: Gigs | None = None,
    q: float = 0.05,
) -> Trail:
    """Follow accounts that are known from test buys, as `trail` follows leads.

    Parameters
    ----------
    case : Case
    known : polars.DataFrame
        site, username, account_id, basis: as in `kit.market.TestBuys`.
    groups : polars.DataFrame
        As from `kit.market.hands`.
    gigs : Gigs, optional
        For prices.
    q : float
        Share of each seller's clients that may be there by chance.

    Returns
    -------
    Trail
        `leads` are the known accounts, with neither odds nor a q-value above 0: they were seen. All
        that follows from them is inferred.
    """
    names = case.sql(
        """
        select account_id, max(account_name) as account_name from reviews
        where account_id is not null group by account_id
        """
    )
    seen = (
        known.rename({"basis": "why"})
        .join(names, on="account_id", how="left", maintain_order="left")
        .with_columns(q_value=pl.lit(0.0), through=pl.lit(KNOWN))
    )
    leads = seen.select(
        pl.col(name) if name in seen.columns else pl.lit(None, kind).alias(name)
        for name, kind in LEAD.items()
    )
    linked = with_hands(leads, groups, KNOWN)
    served = clients(case, linked, gigs, q)
    told = (leads, linked, served.clients, served.reviews, served.cannot_tell)
    own, reached, orders, reviews, silent = map(_called, told)
    return Trail(own, reached, groups, orders, reviews, silent)


def lead_sellers(found: Trail) -> pl.DataFrame:
    """Sum up each seller with a lead, the strongest first.

    Parameters
    ----------
    found : Trail

    Returns
    -------
    polars.DataFrame
        seller, site, username, nats and odds (of the strongest lead), q_value, by_name and
        in_group (accounts), clients, reviews, paid, currency (NULL where no gig names a price).
    """
    told = found.leads.group_by("seller", *BY, maintain_order=True).agg(
        pl.col("nats").max(), pl.col("q_value").min(), by_name=pl.len()
    )
    counted = found.linked.group_by("seller").agg(in_group=pl.len())
    served = found.clients.group_by("seller").agg(
        clients=pl.len(),
        reviews=pl.col("n_reviews").sum(),
        # A sum of nothing is zero: a price that nobody named stays unknown.
        paid=pl.when(pl.col("paid").is_not_null().any()).then(pl.col("paid").sum()),
        currency=pl.col("currency").first(),
    )
    return (
        told.join(counted, on="seller", how="left", maintain_order="left")
        .join(served, on="seller", how="left", maintain_order="left")
        .with_columns(
            pl.col("clients", "reviews").fill_null(0),
            odds=odds("nats"),
            in_group=pl.col("in_group") - pl.col("by_name"),
        )
        .sort("nats", "seller", descending=[True, False])
        .with_columns(pl.col("by_name", "in_group", "clients", "reviews").cast(pl.Int64))
        .select(SELLERS)
    )


def odds(column: str) -> pl.Expr:
    """Return log odds in nats as odds in words, to two figures: "2,100 to 1"."""
    return pl.col(column).map_elements(_odds, pl.String)


def _odds(nats: float) -> str:
    # Beyond a million million the figure is only a sum of judgements with many zeros.
    whole = float(f"{2.718281828459045 ** min(abs(nats), 27.6):.2g}")
    side = f"{whole:,.0f}" if whole >= 10 else f"{whole:,.1f}"
    return f"{side} to 1" if nats >= 0 else f"1 to {side}"


def _called(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(seller=seller())
