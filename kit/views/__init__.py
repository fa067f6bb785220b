"""Views: each answers one question about a case with a frame; charts and boards draw these."""

from kit.views.account_reviews import account_reviews
from kit.views.accounts import accounts
from kit.views.comings_and_goings import comings_and_goings
from kit.views.facts import facts
from kit.views.findings_about import findings_about
from kit.views.findings_of import findings_of
from kit.views.heat_cells import heat_cells
from kit.views.market_bursts import market_bursts
from kit.views.market_weeks import market_weeks
from kit.views.names import names
from kit.views.neighbourhood import neighbourhood
from kit.views.overview import overview
from kit.views.product_reviews import product_reviews
from kit.views.product_stars import product_stars
from kit.views.product_weeks import product_weeks
from kit.views.reviewer_features import reviewer_features
from kit.views.stars_months import stars_months

__all__ = [
    "account_reviews",
    "accounts",
    "comings_and_goings",
    "facts",
    "findings_about",
    "findings_of",
    "heat_cells",
    "market_bursts",
    "market_weeks",
    "names",
    "neighbourhood",
    "overview",
    "product_reviews",
    "product_stars",
    "product_weeks",
    "reviewer_features",
    "stars_months",
]
