"""Views: each answers one question about a case with a frame; charts and boards draw these."""

from kit.views.account_reviews import account_reviews
from kit.views.accounts import accounts
from kit.views.comings_and_goings import comings_and_goings
from kit.views.facts import facts
from kit.views.findings_about import findings_about
from kit.views.findings_of import findings_of
from kit.views.gig_offers import gig_offers, gig_words, offer_fields, offering
from kit.views.heat_cells import heat_cells
from kit.views.known_buys import buys_told, known_reached
from kit.views.lead_accounts import lead_accounts, lead_groups
from kit.views.lead_flow import lead_flow
from kit.views.lead_odds import lead_odds
from kit.views.lead_sellers import known_trail, lead_sellers, trail
from kit.views.market_bursts import market_bursts
from kit.views.market_weeks import market_weeks
from kit.views.names import names
from kit.views.neighbourhood import neighbourhood
from kit.views.overview import overview
from kit.views.price_promises import price_promises
from kit.views.product_reviews import product_reviews
from kit.views.product_stars import product_stars
from kit.views.product_weeks import product_weeks
from kit.views.reviewer_features import reviewer_features
from kit.views.stars_months import stars_months

__all__ = [
    "account_reviews",
    "accounts",
    "buys_told",
    "comings_and_goings",
    "facts",
    "findings_about",
    "findings_of",
    "gig_offers",
    "gig_words",
    "heat_cells",
    "known_reached",
    "known_trail",
    "lead_accounts",
    "lead_flow",
    "lead_groups",
    "lead_odds",
    "lead_sellers",
    "market_bursts",
    "market_weeks",
    "names",
    "neighbourhood",
    "offer_fields",
    "offering",
    "overview",
    "price_promises",
    "product_reviews",
    "product_stars",
    "product_weeks",
    "reviewer_features",
    "stars_months",
    "trail",
]
