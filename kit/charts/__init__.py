"""Charts: each a function from a frame to a Figure, in a file of its own."""

from kit.charts.account_lifeline import account_lifeline
from kit.charts.accounts_scatter import accounts_scatter
from kit.charts.co_review_network import co_review_network
from kit.charts.days_listed import days_listed
from kit.charts.decoy_odds import decoy_odds
from kit.charts.difficulty_curve import difficulty_curve
from kit.charts.figure import Figure
from kit.charts.fit_chart import fit_chart
from kit.charts.lead_flow import lead_flow
from kit.charts.learning_curve import learning_curve
from kit.charts.market_timeline import market_timeline
from kit.charts.price_promise import price_promise
from kit.charts.product_timeline import product_timeline
from kit.charts.product_week_heatmap import product_week_heatmap
from kit.charts.reliability import reliability
from kit.charts.residual_drift import residual_drift
from kit.charts.stars_histogram import stars_histogram
from kit.charts.stars_over_time import stars_over_time
from kit.charts.survival_curves import survival_curves
from kit.charts.trusted_stars import trusted_stars

__all__ = [
    "Figure",
    "account_lifeline",
    "accounts_scatter",
    "co_review_network",
    "days_listed",
    "decoy_odds",
    "difficulty_curve",
    "fit_chart",
    "lead_flow",
    "learning_curve",
    "market_timeline",
    "price_promise",
    "product_timeline",
    "product_week_heatmap",
    "reliability",
    "residual_drift",
    "stars_histogram",
    "stars_over_time",
    "survival_curves",
    "trusted_stars",
]
