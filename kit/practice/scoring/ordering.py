"""How good is the order of a product's reviews? Scored on a practice market's truth."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sklearn.metrics import ndcg_score

from kit.practice.case import PracticeCase
from kit.practice.scoring.standing import PAID, planted
from kit.trust.diversity import PAGE
from kit.trust.genuine import genuine
from kit.trust.order_weights import Order
from kit.trust.ordering import arrange, gather

LEAST = 20
"""Fewest reviews of a product whose NDCG is measured: two pages."""

FIRST = 5
ENOUGH = 10
"""Honest reviews from which a product is asked to keep the paid from its first five places."""

RECENT_DAYS = 365

SCORED: dict[str, Any] = {
    "product_id": pl.String,
    "reviews": pl.Int64,
    "honest": pl.Int64,
    "paid": pl.Int64,
    "ndcg": pl.Float64,
    "ndcg_shown": pl.Float64,
    "paid_first": pl.Int64,
    "paid_first_shown": pl.Int64,
}

_GAINS = """
with texts as (
  select
    review_id, product_id, posted_at, helpful_votes,
    coalesce(array_length(string_split_regex(trim(text), '\\s+')), 0) as words
  from reviews
)
select
  review_id,
  product_id,
  1 + coalesce((words >= (select median(words) from texts where words > 0))::integer, 0)
    + coalesce((posted_at > (select max(posted_at) from texts) - to_days($recent))::integer, 0)
    + coalesce((helpful_votes > 0)::integer, 0) as gain
from texts
where product_id is not null
"""


def gains(case: PracticeCase) -> pl.DataFrame:
    """Return what each review is worth to a reader, by the truth.

    Parameters
    ----------
    case : PracticeCase

    Returns
    -------
    polars.DataFrame
        review_id, product_id, paid, gain: 0 where the review was paid for; else 1, and 1 more each
        where it has as many words as the market's median text, lies within the market's last 365
        days, and was found helpful by somebody. What this cannot tell: docs/ordering.md.
    """
    paid = planted(case.truth, "review").filter(pl.col("standing") == PAID)["entity_id"].unique()
    return (
        case.sql(_GAINS, {"recent": RECENT_DAYS})
        .with_columns(paid=pl.col("review_id").is_in(paid.to_list()))
        .with_columns(gain=pl.when("paid").then(0).otherwise("gain").cast(pl.Int64))
        .sort("product_id", "review_id")
    )


def score_ordering(
    case: PracticeCase,
    p_genuine: pl.DataFrame | None = None,
    weights: Order | None = None,
) -> pl.DataFrame:
    """Order the reviews of every product of a practice market and measure the orders.

    Parameters
    ----------
    case : PracticeCase
    p_genuine : polars.DataFrame, optional
        review_id, p_genuine; `kit.trust.genuine` by default.
    weights : Order, optional

    Returns
    -------
    polars.DataFrame
        Products with `LEAST` reviews or more, and those with a paid review and `ENOUGH` honest
        ones: product_id, reviews, honest, paid, ndcg (NDCG@10; NULL with fewer than `LEAST`
        reviews), paid_first (paid reviews among the first five), and both again of the order shown
        now. Sorted by product.

    Notes
    -----
    Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 20 (2002); gain
    is linear, as scikit-learn has it.
    """
    trusted = genuine(case) if p_genuine is None else p_genuine
    worth = gains(case)
    chosen = (
        worth.group_by("product_id")
        .agg(reviews=pl.len(), paid=pl.col("paid").sum())
        .with_columns(honest=pl.col("reviews") - pl.col("paid"))
        .filter(
            (pl.col("reviews") >= LEAST) | ((pl.col("paid") > 0) & (pl.col("honest") >= ENOUGH))
        )
        .sort("product_id")
    )
    rows = [
        {**product, **_measured(case, product["product_id"], trusted, weights or Order(), worth)}
        for product in chosen.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=SCORED)


def summary(scored: pl.DataFrame) -> pl.DataFrame:
    """Return the measures over products: what, products, ordered, shown."""
    long = scored.filter(pl.col("ndcg").is_not_null())
    pushed = long.filter(pl.col("paid") > 0)
    asked = scored.filter((pl.col("paid") > 0) & (pl.col("honest") >= ENOUGH))
    clean = asked.select(pl.col("paid_first", "paid_first_shown") == 0)
    return pl.DataFrame(
        {
            "what": [
                "NDCG@10, all products",
                "NDCG@10, products with paid reviews",
                "no paid review in the first five",
            ],
            "products": [long.height, pushed.height, asked.height],
            "ordered": [long["ndcg"].mean(), pushed["ndcg"].mean(), clean["paid_first"].mean()],
            "shown": [
                long["ndcg_shown"].mean(),
                pushed["ndcg_shown"].mean(),
                clean["paid_first_shown"].mean(),
            ],
        },
        schema_overrides={"ordered": pl.Float64, "shown": pl.Float64},
    )


def _measured(
    case: PracticeCase, product: str, p_genuine: pl.DataFrame, weights: Order, worth: pl.DataFrame
) -> dict[str, Any]:
    placed = arrange(gather(case, product, p_genuine), "", weights).join(
        worth, on="review_id", how="left", maintain_order="left"
    )
    shown = placed.sort("before")
    enough = placed.height >= LEAST
    return {
        "ndcg": _ndcg(placed["gain"].to_numpy()) if enough else None,
        "ndcg_shown": _ndcg(shown["gain"].to_numpy()) if enough else None,
        "paid_first": placed["paid"].head(FIRST).sum(),
        "paid_first_shown": shown["paid"].head(FIRST).sum(),
    }


def _ndcg(gain: NDArray[np.int64]) -> float:
    """Return NDCG@10 of gains in the order of their places."""
    place = -np.arange(gain.size, dtype=np.float64)
    return float(ndcg_score(gain[None].astype(np.float64), place[None], k=PAGE))
