"""One small literal frame for each chart, and the figure that it makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import polars as pl

from kit import charts
from kit.charts import Figure

MONDAY = date(2022, 1, 3)

WEEKS = pl.DataFrame(
    {
        "week": [MONDAY + timedelta(weeks=i) for i in range(4)],
        "reviews": [10, 41, 1200, 0],
        "accounts": [9, 30, 900, 0],
        "products": [3, 4, 80, 0],
        "mean_stars": [4.0, 4.5, 3.25, None],
    }
)
BURSTS = pl.DataFrame(
    {
        "week": [WEEKS["week"][1], WEEKS["week"][1], WEEKS["week"][2]],
        "product_id": ["B1", "B2", "B1"],
        "q_value": [0.01, 0.001, 0.02],
        "why": ["41 reviews in 7 days, 6.2 expected"] * 3,
    }
)
PRODUCT_WEEKS = WEEKS.select(
    "week",
    "reviews",
    pl.Series("expected", [6.0, 6.2, 5.9, None]),
    pl.Series("low", [1.0, 1.0, 1.0, None]),
    pl.Series("high", [14.0, 15.0, 14.0, None]),
    pl.Series("unusual", [False, True, True, False]),
)
WINDOWS = pl.DataFrame(
    {
        "window_start": [WEEKS["week"][1]],
        "window_end": [WEEKS["week"][2]],
        "detector": ["review_burst"],
        "why": ["41 reviews in 7 days, 6.2 expected"],
    }
)
STARS = pl.DataFrame(
    {
        "stars": [1, 2, 3, 4, 5],
        "reviews": [2, 0, 1, 7, 90],
        "share": [0.02, 0.0, 0.01, 0.07, 0.9],
        "low": [0.005, 0.0, 0.001, 0.03, 0.83],
        "high": [0.06, 0.03, 0.05, 0.13, 0.95],
        "category_reviews": [80, 40, 80, 200, 600],
        "category_share": [0.08, 0.04, 0.08, 0.2, 0.6],
        "category": ["Books"] * 5,
    }
)
MONTHS = pl.DataFrame(
    {
        "month": [date(2022, 1, 1), date(2022, 1, 1), date(2022, 2, 1)],
        "stars": [1, 5, 5],
        "reviews": [10, 30, 3],
        "share": [0.25, 0.75, 1.0],
        "total": [40, 40, 3],
        "mean_stars": [4.0, 4.0, 5.0],
    }
)
ACCOUNTS = pl.DataFrame(
    {
        "account_id": ["A1", "A2", "A3"],
        "reviews": [9, 1, 2000],
        "span_days": [30.0, 0.0, 900.5],
        "deviation": [0.9, 2.5, 1.1],
        "five_share": [1.0, 0.0, 0.5],
        "one_share": [0.0, 1.0, 0.2],
        "suspect": [True, False, False],
        "stands_for": [1.0, 11_998.0, 1.0],
        "q_value": [0.001, None, None],
        "families": ["timing, ring", None, None],
    }
)
REVIEWS = pl.DataFrame(
    {
        "review_id": ["R1", "R2", "R3"],
        "posted_at": [datetime(2022, 1, 3, 13, 49), datetime(2022, 3, 1), None],
        "product_id": ["B1", "B2", "B3"],
        "stars": [5.0, 1.0, 3.0],
        "product_mean": [4.5, 4.0, None],
        "product_reviews": [120, 3, 1],
        "verified": [True, None, False],
    }
)
CELLS = pl.DataFrame(
    {
        "product_id": ["B1", "B1", "B2"],
        "start": [MONDAY, MONDAY + timedelta(weeks=1), MONDAY],
        "end": [MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=2), MONDAY],
        "reviews": [44, 1, 2],
        "expected": [0.9, 1.0, 1.5],
        "surprise": [28.1, 0.1, 2.0],
    }
)
NODES = pl.DataFrame(
    {
        "account_id": ["A1", "A2", "A3"],
        "role": ["centre", "neighbour", "neighbour"],
        "shared": [None, 4, 2],
        "reviews": [12, 11, 9],
        "x": [0.0, 1.0, -0.5],
        "y": [0.0, 0.2, -1.0],
    }
)
EDGES = pl.DataFrame(
    {
        "source": ["A1", "A1"],
        "target": ["A2", "A3"],
        "shared": [4, 2],
        "same_stars": [4, 0],
        "x": [0.0, 0.0],
        "y": [0.0, 0.0],
        "x2": [1.0, -0.5],
        "y2": [0.2, -1.0],
    }
)
CURVE = pl.DataFrame(
    {
        "archetype": ["broker_pool"] * 3,
        "dial": ["fill"] * 3,
        "value": [0.35, 0.5, 0.5],
        "entity_kind": ["account", "account", "product"],
        "plans": [2, 2, 2],
        "there": [40, 40, 20],
        "named": [10, 36, 0],
        "recall": [0.25, 0.9, 0.0],
        "low": [0.1, 0.8, 0.0],
        "high": [0.4, 1.0, 0.0],
    }
)
FIT = pl.DataFrame(
    {
        "market": ["Yelp Chicago", "Yelp Chicago", "practice", "practice"],
        "real": [True, True, False, False],
        "shape": ["stars"] * 4,
        "x": [1.0, 5.0, 1.0, 5.0],
        "n": [67_395, 67_395, 20_000, 20_000],
        "value": [0.05, 0.4, 0.1, 0.4],
        "files": [1] * 4,
        "low": [0.05, 0.4, 0.05, 0.4],
        "middle": [0.05, 0.4, 0.05, 0.4],
        "high": [0.05, 0.4, 0.05, 0.4],
        "times": [None, None, 2.0, 1.0],
        "nearest": [None, None, "Yelp Chicago", "Yelp Chicago"],
    }
)
PRICES = pl.DataFrame(
    {
        "promise": ["5 stars, verified", "5 stars", "5 stars"],
        "price": [8.0, 1.0, 2.5],
        "currency": ["USD"] * 3,
        "gigs": [3, 40, 7],
        "sellers": [3, 30, 7],
        "median": [8.0, 1.0, 1.0],
        "left_out": [12] * 3,
        "example": ["I will post 5 reviews"] * 3,
    }
)
LEAD_NODES = pl.DataFrame(
    {
        "key": ["seller:otter (hill)", "account:A1", "account:A2", "client:B1"],
        "kind": ["seller", "account", "account", "client"],
        "name": ["otter (hill)", "A1", "A2", "B1"],
        "about": ["210 to 1", "otter", None, "Brand"],
        "by_name": [True, True, False, False],
        "known": [False, True, False, False],
        "reviews": [2, 1, 1, 2],
        "stands_for": [1, 1, 1, 1],
        "place": [0.5, 0.25, 0.75, 0.5],
    }
)
LEAD_LINKS = pl.DataFrame(
    {
        "source": ["seller:otter (hill)"] * 2 + ["account:A1", "account:A2"],
        "target": ["account:A1", "account:A2", "client:B1", "client:B1"],
        "kind": ["by its name", "by its group", "reviewed", "reviewed"],
        "reviews": [None, None, 1, 1],
        "nats": [5.3, None, None, None],
        "odds": ["210 to 1", None, None, None],
        "q_value": [0.02, 0.03, None, None],
        "why": ["its name is the same name", "one group with A1", None, None],
    }
)
RATING = pl.DataFrame(
    {
        "product_id": ["B1"],
        "reviews": [120],
        "shown_mean": [4.61],
        "trusted_mean": [4.2],
        "trusted_low": [3.9],
        "trusted_high": [4.5],
        "rating": [4.21],
        "effective_n": [61.4],
        "keep_all": [4.6],
        "drop_suspects": [4.15],
        "suspect_reviews": [40],
        "without_timing": [4.4],
        "without_ring": [4.2],
    }
)
LEAD_ODDS = pl.DataFrame(
    {
        "who": ["sellers", "strangers' names"] * 2,
        "nats": [0.0, 0.0, 1.0, 1.0],
        "upto": [1.0, 1.0, 2.0, 2.0],
        "leads": [0.0, 2.1, 3.0, 0.1],
        "pairs": [0, 21, 3, 1],
        "sets": [10] * 4,
    }
)
DAYS = pl.DataFrame(
    {
        "run": [0, 1, 2],
        "day": [date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3)],
        "reviews": [0, 120, 90],
        **{
            f"{state}_{kind}": counted
            for kind in ("accounts", "products")
            for state, counted in {
                "new": [5, 2, 1],
                "returned": [0, 0, 1],
                "gone": [0, 1, 0],
                "waiting": [0, 4, 5],
            }.items()
        },
    }
)

SURVIVAL = pl.DataFrame(
    {
        "group": ["flagged"] * 3 + ["matched"] * 3,
        "days": [0.0, 30.0, 90.0] * 2,
        "survival": [1.0, 0.6, 0.5, 1.0, 0.98, 0.95],
        "low": [1.0, 0.5, 0.4, 1.0, 0.95, 0.91],
        "high": [1.0, 0.7, 0.6, 1.0, 1.0, 0.98],
        "at_risk": [100, 100, 60, 300, 300, 294],
        "gone": [0, 40, 10, 0, 6, 9],
    }
)

RELIABLE = pl.DataFrame(
    {
        "model": ["champion", "champion", "challenger", "challenger"],
        "told": [0.02, 0.4, 0.01, 0.7],
        "paid": [0.03, 0.3, 0.01, 0.75],
        "low": [0.0, 0.2, 0.0, 0.6],
        "high": [0.08, 0.41, 0.05, 0.86],
        "accounts": [90, 80, 91, 79],
    }
)
RESIDUALS = pl.DataFrame(
    {
        "day": [date(2022, 1, 1), date(2022, 4, 1), date(2022, 7, 1)],
        "seen": [210, 190, 205],
        "residual": [0.004, -0.01, 0.13],
        "changed": [False, False, True],
    }
)
PLAYED = pl.DataFrame(
    {
        "order": ["rules", "rules", "adapting", "adapting"],
        "quarter": [4, 5, 4, 5],
        "tactic": ["slowly", "slowly", "slowly", "slowly"],
        "ap": [0.3, 0.25, 0.4, 0.5],
        "low": [0.2, 0.1, 0.3, 0.4],
        "high": [0.4, 0.3, 0.5, 0.6],
    }
)
CHARTS: dict[str, tuple[Callable[..., Figure], tuple[pl.DataFrame, ...]]] = {
    "market_timeline": (charts.market_timeline, (WEEKS, BURSTS)),
    "product_timeline": (charts.product_timeline, (PRODUCT_WEEKS, WINDOWS)),
    "stars_histogram": (charts.stars_histogram, (STARS,)),
    "stars_over_time": (charts.stars_over_time, (MONTHS,)),
    "accounts_scatter": (charts.accounts_scatter, (ACCOUNTS,)),
    "account_lifeline": (charts.account_lifeline, (REVIEWS,)),
    "product_week_heatmap": (charts.product_week_heatmap, (CELLS,)),
    "co_review_network": (charts.co_review_network, (NODES, EDGES)),
    "difficulty_curve": (charts.difficulty_curve, (CURVE,)),
    "fit_chart": (charts.fit_chart, (FIT,)),
    "price_promise": (charts.price_promise, (PRICES,)),
    "lead_flow": (charts.lead_flow, (LEAD_NODES, LEAD_LINKS)),
    "decoy_odds": (charts.decoy_odds, (LEAD_ODDS,)),
    "survival_curves": (charts.survival_curves, (SURVIVAL,)),
    "trusted_stars": (charts.trusted_stars, (RATING,)),
    "days_listed": (charts.days_listed, (DAYS,)),
    "reliability": (charts.reliability, (RELIABLE,)),
    "residual_drift": (charts.residual_drift, (RESIDUALS,)),
    "learning_curve": (charts.learning_curve, (PLAYED,)),
}


def figure(name: str) -> Figure:
    draw, frames = CHARTS[name]
    return draw(*frames)


def empty(name: str) -> Figure:
    draw, frames = CHARTS[name]
    return draw(*(frame.clear() for frame in frames))
