"""Which of a product's reviews to show first: relevant, recent, helpful, and to be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl

from kit.case import Case
from kit.errors import ParameterError
from kit.trust.diversity import first_page
from kit.trust.genuine import genuine
from kit.trust.order_reasons import reasons
from kit.trust.order_weights import PARTS, Order
from kit.trust.relevance import Array, Wording, wording
from kit.views.look_up import check

Known: TypeAlias = dict[str, Array]

SQL = """
select
  review_id, stars::double as stars, posted_at, helpful_votes,
  greatest(total_votes, helpful_votes) as total_votes,
  concat_ws(' ', title, text) as words,
  title, text,
  date_diff('second', posted_at, (select max(posted_at) from reviews)) / 86400.0 as age_days
from reviews
where product_id = $product
order by coalesce(helpful_votes, 0) desc, posted_at desc nulls last, review_id
"""

COLUMNS = (
    "review_id", "before", "after", "score", *PARTS, "trust", "why",
    "stars", "posted_at", "helpful_votes", "title", "text",
)  # fmt: skip


@dataclass(frozen=True)
class Gathered:
    """A product's reviews as they are shown now, ready to be put in another order.

    Parameters
    ----------
    reviews : polars.DataFrame
        review_id, stars, posted_at, helpful_votes, total_votes, title, text, age_days (before the
        newest review of the case), p_genuine.
    words : Wording
        Of the same reviews, titles included.
    """

    reviews: pl.DataFrame
    words: Wording


def order(
    case: Case,
    of: str,
    query: str = "",
    *,
    weights: Order | None = None,
    p_genuine: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Put a product's reviews in order: relevant, recent and helpful ones that can be trusted.

    Parameters
    ----------
    case : Case
    of : str
        Product id.
    query : str
        What a reader asks, as plain words; none by default.
    weights : Order, optional
    p_genuine : polars.DataFrame, optional
        review_id, p_genuine (0 to 1); `kit.trust.genuine` by default.

    Returns
    -------
    polars.DataFrame
        In the new order: review_id; before and after (places from 1); score; relevance,
        information, recency, helpfulness and trust (each from 0 to 1, NULL where nothing of the
        product tells); why, a sentence; stars, posted_at, helpful_votes, title, text.

    Raises
    ------
    NotFoundError
        When no review names the product.
    ParameterError
        When `p_genuine` lacks a column or holds what is no probability.

    Notes
    -----
    `before` assumes that the shop shows the reviews with the most helpful votes first and the
    newest first among equals; no file says what was really shown.

    score = trust ** weights.trust * mean of the parts by their weights. A part that nothing tells
    (texts, dates, votes or a question are missing throughout) is left out of the mean; one review
    of which it is unknown counts as the product's mean. Relevance is BM25; without a question it is
    NULL, and information, the share of the product's vocabulary that a review covers, is all that
    its words count for. Recency is 0.5 ** (days before the newest review of the case / half_life).
    Helpfulness is log(1 + helpful votes) over the product's largest, times (helpful + 1) /
    (total + 2) where the votes of those who found it unhelpful are known too. The first page is
    then made diverse (`kit.trust.diversity`); what follows is in order of score.
    """
    return arrange(gather(case, of, p_genuine), query, weights or Order())


def gather(case: Case, product: str, p_genuine: pl.DataFrame | None = None) -> Gathered:
    """Return a product's reviews with their words and P(genuine); arguments as for `order`."""
    check(case, "product", product)
    reviews = case.sql(SQL, {"product": product})
    held = _checked(genuine(case) if p_genuine is None else p_genuine)
    reviews = reviews.join(held, on="review_id", how="left", maintain_order="left")
    return Gathered(reviews.drop("words"), wording(reviews["words"]))


def arrange(gathered: Gathered, query: str, weights: Order) -> pl.DataFrame:
    """Return gathered reviews in the order that `order` returns."""
    reviews, words = gathered.reviews, gathered.words
    known = _parts(gathered, query, weights)
    trust = known.get("trust", np.ones(reviews.height))
    mean, weight = np.zeros(reviews.height), 0.0
    for part in PARTS:
        share = getattr(weights, part)
        if part in known and share > 0:
            mean, weight = mean + share * known[part], weight + share
    score = trust**weights.trust * (mean / weight if weight > 0 else 1.0)
    stars = [int(value + 0.5) for value in reviews["stars"].fill_null(0.0)]
    page = first_page(score, stars, trust, words, weights.diversity)
    placed = [place.row for place in page]
    rest = np.setdiff1d(np.argsort(-score, kind="stable"), placed, assume_unique=True)
    at = [*placed, *rest[np.argsort(-score[rest], kind="stable")]]
    told = reviews.with_columns(
        before=pl.int_range(1, reviews.height + 1),
        score=pl.Series(score).round(6),
        coverage=pl.Series(words.coverage) if words.any else pl.lit(None, pl.Float64),
        **{
            part: pl.Series(known[part]).round(6) if part in known else pl.lit(None, pl.Float64)
            for part in (*PARTS, "trust")
        },
    )[at].with_columns(after=pl.int_range(1, reviews.height + 1))
    return told.with_columns(why=reasons(told, page)).select(COLUMNS)


def _parts(gathered: Gathered, query: str, weights: Order) -> Known:
    """Return each part that something tells, shape (reviews,), what is unknown at the mean."""
    reviews, words = gathered.reviews, gathered.words
    votes = (1.0 + reviews["helpful_votes"].cast(pl.Float64).clip(0)).log()
    most = votes.max()
    told: dict[str, pl.Series] = {
        "recency": 0.5 ** (reviews["age_days"].clip(0) / weights.half_life),
        "trust": reviews["p_genuine"],
    }
    if isinstance(most, float) and most > 0:
        liked = (reviews["helpful_votes"] + 1.0) / (reviews["total_votes"] + 2.0)
        told["helpfulness"] = votes / most * liked.fill_null(liked.mean() if liked.count() else 1.0)
    known = {
        name: values.fill_null(values.mean()).to_numpy()
        for name, values in told.items()
        if values.count()
    }
    if words.any:
        known["information"] = words.information
    relevance = words.relevance(query)
    return known if relevance is None else {"relevance": relevance, **known}


def _checked(p_genuine: pl.DataFrame) -> pl.DataFrame:
    """Return review_id and p_genuine, or say what is wrong with them."""
    wanted = ("review_id", "p_genuine")
    if not set(wanted) <= set(p_genuine.columns):
        raise ParameterError(
            "P(genuine) has other columns than expected.",
            available=p_genuine.columns,
            hint=f"Give a frame with {' and '.join(wanted)}, one row for each review.",
        )
    held = p_genuine.select(
        pl.col("review_id").cast(pl.String), pl.col("p_genuine").cast(pl.Float64).fill_nan(None)
    )
    outside = held.filter(~pl.col("p_genuine").is_between(0.0, 1.0))
    if outside.height or held["review_id"].is_duplicated().any():
        raise ParameterError(
            "P(genuine) is no probability, or a review has two.",
            hint="Give each review_id once, with a number from 0 to 1.",
        )
    return held
