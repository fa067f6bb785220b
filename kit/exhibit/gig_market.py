"""The gig market as a section of the report: listings, leads, groups, clients, test buys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from kit.case import Case
from kit.charts import Figure, decoy_odds, lead_flow, price_promise
from kit.exhibit.known_buys import known_section
from kit.exhibit.report_table import table
from kit.market.buys import TestBuys
from kit.market.gigs import GIGS, REJECTS, Gigs
from kit.market.links import Leads, link
from kit.views.gig_offers import gig_offers
from kit.views.lead_flow import lead_flow as flow
from kit.views.lead_odds import lead_odds
from kit.views.lead_sellers import Trail, known_trail, lead_sellers, trail
from kit.views.price_promises import price_promises

MOST_CLIENTS = 40
INNOCENT = (
    "Two people may choose the same name, and an account may be called after somebody else. A "
    "group may work for several sellers, who are then linked to the same reviews. A client may not "
    "know who ordered: a rival or an agency can pay as well."
)
SELLERS = {
    "seller": "Seller",
    "odds": "Odds",
    "q_value": "q-value",
    "by_name": "By name",
    "in_group": "In group",
    "clients": "Clients",
    "reviews": "Reviews",
    "paid": "Paid",
    "currency": "In",
}
CLIENTS = {
    "product_id": "Client",
    "brand": "Brand",
    "seller": "Of",
    "why": "Why",
    "q_value": "q-value",
    "n_reviews": "Reviews",
}


@dataclass(frozen=True)
class GigMarket:
    """What a gig market leads to in a case.

    Parameters
    ----------
    offers : polars.DataFrame
        `kit.views.gig_offers`.
    leads : Leads
    trail : Trail
        What follows from the leads that are trusted.
    buys : TestBuys, optional
        What an investigator's orders showed.
    known : Trail, optional
        What follows from the accounts that these showed; never in one frame with the leads.
    """

    offers: pl.DataFrame
    leads: Leads
    trail: Trail
    buys: TestBuys | None = None
    known: Trail | None = None


def gig_market(
    case: Case,
    gigs: Gigs | None = None,
    roster: pl.DataFrame | None = None,
    q: float = 0.05,
    buys: TestBuys | None = None,
) -> GigMarket:
    """Look for the accounts, groups and clients of sellers.

    Parameters
    ----------
    case : Case
    gigs : Gigs, optional
    roster : polars.DataFrame, optional
    q : float
        Share of the leads, and of each seller's clients, that may be there by chance.
    buys : TestBuys, optional
        As from `kit.market.test_buys`.

    Raises
    ------
    ParameterError
        Without sellers of any kind, or with a roster of most of the case's names.
    """
    leads = link(case, gigs, roster)
    none = Gigs(pl.DataFrame(schema=GIGS), pl.DataFrame(), pl.DataFrame(schema=REJECTS))
    found = trail(case, leads, gigs, q)
    known = None if buys is None else known_trail(case, buys.known, found.hands, gigs, q)
    return GigMarket(gig_offers(gigs or none), leads, found, buys, known)


def section(found: GigMarket) -> dict[str, Any]:
    """Return what the report's section says: sentences, figures, and two tables of text."""
    sellers = lead_sellers(found.trail)
    # A group that works for several sellers served the same clients: each is told once.
    clients = (
        found.trail.clients.sort("q_value", "product_id", "seller")
        .group_by("product_id", "brand", "why", "q_value", "n_reviews", maintain_order=True)
        .agg(pl.col("seller").str.join(", "))
    )
    offering = int(found.offers["offers_reviews"].sum())
    shown = f" The {MOST_CLIENTS} surest are shown; clients.csv lists them all."
    accounts = [] if found.buys is None else found.buys.known["account_id"].to_list()
    figures: list[Figure] = [
        lead_flow(*flow(found.trail, known=accounts)),
        decoy_odds(lead_odds(found.leads)),
    ]
    if offering:
        figures.append(price_promise(price_promises(found.offers)))
    return {
        "sentences": [
            f"{offering:,} of {found.offers.height:,} gigs offer reviews. {found.leads.sellers:,} "
            f"sellers were held against {found.leads.accounts:,} accounts with a name; "
            f"{sellers.height:,} are linked to an account.",
            "Odds are a sum of judgements; the q-value measures what they are worth, with "
            "strangers' names that are as rare. Reviews are those likely bought; what was paid for "
            "them is an estimate, their number times the seller's own price.",
            f"The linked accounts met on {clients['product_id'].n_unique():,} products more often "
            "than chance explains." + (shown if clients.height > MOST_CLIENTS else ""),
        ],
        "innocent": INNOCENT,
        "figures": figures,
        "tables": [table(sellers, SELLERS), table(clients.head(MOST_CLIENTS), CLIENTS)],
        "known": None
        if found.buys is None or found.known is None
        else known_section(found.buys, found.known, found.trail),
    }
