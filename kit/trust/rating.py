"""What a product's stars are worth: a mean in which each review counts as it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from scipy.special import expit, logit

from kit.case import Case
from kit.statistics import Array
from kit.trust.calibration import shipped
from kit.trust.draws import interval
from kit.trust.evidence import FAMILIES
from kit.trust.known import known
from kit.trust.prior import priors
from kit.trust.weights import Weights
from kit.views.look_up import check

RATING: dict[str, type[pl.DataType]] = {
    "product_id": pl.String,
    "brand": pl.String,
    "category": pl.String,
    "reviews": pl.Int64,
    "shown_mean": pl.Float64,
    "trusted_mean": pl.Float64,
    "trusted_low": pl.Float64,
    "trusted_high": pl.Float64,
    "rating": pl.Float64,
    "prior_mean": pl.Float64,
    "prior_weight": pl.Float64,
    "effective_n": pl.Float64,
    "unusual": pl.Float64,
    "keep_all": pl.Float64,
    "drop_suspects": pl.Float64,
    "suspect_reviews": pl.Int64,
    **{f"without_{family}": pl.Float64 for family in FAMILIES},
    "says": pl.String,
}
"""Columns of `rating` and `ratings`, and their meaning; stars unless said otherwise.

reviews: those with stars. shown_mean: their plain mean. trusted_mean: their mean, each counting its
weight w; trusted_low and trusted_high are its 90 % interval, as an estimate of what those would
give who are not paid. rating: (C m + sum w r) / (C + sum w), with m = prior_mean and C =
prior_weight (reviews) of the category. effective_n: how many equal reviews know as much, (sum w)^2
/ sum w^2. unusual: reviews expected not to be genuine, the sum of 1 - P. keep_all: the mean with
every review kept, whatever its P. drop_suspects: the same without the suspect_reviews that suspect
accounts and products mean, and with all others kept (NULL: nothing is left). without_<family>: the
trusted mean if that kind of evidence were not believed. says: how much the mean depends on reviews
that look unusual. NULL where there are no stars.
"""

MOVES = 0.05
"""Stars by which two means differ to the eye: a tenth, rounded."""


def rating(
    case: Case,
    of: str,
    *,
    weights: Weights | None = None,
    findings: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return what one product's stars are worth.

    Parameters
    ----------
    case : Case
    of : str
        Product id.
    weights : Weights, optional
        What a review counts; `Weights()` by default.
    findings : polars.DataFrame, optional
        As from `kit.screen`; the case's screening by default.

    Returns
    -------
    polars.DataFrame
        One row with the columns of `RATING`.

    Raises
    ------
    NotFoundError
        When no review names the product.

    Notes
    -----
    See `ratings`. What is known of the case's reviews is worked out once (`kit.trust.known`), so
    that another call with other weights answers at once.
    """
    check(case, "product", of)
    chosen = weights or Weights()
    everything = known(case, findings)
    peers = _peers(everything, chosen)
    own = everything.filter(pl.col("product_id") == of)
    if own.is_empty():
        alone = case.sql(
            "select product_id, min(brand) as brand, min(category) as category, 0 as reviews "
            "from reviews where product_id = $product group by product_id",
            {"product": of},
        )
        return _shaped(alone)
    return _rated(own, chosen, peers.filter(pl.col("product_id") == of))


def ratings(
    case: Case, *, weights: Weights | None = None, findings: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Return what the stars of every product are worth.

    Parameters
    ----------
    case : Case
    weights : Weights, optional
        What a review counts; `Weights()` by default.
    findings : polars.DataFrame, optional
        As from `kit.screen`; the case's screening by default.

    Returns
    -------
    polars.DataFrame
        Columns of `RATING`, a row for each product with stars, sorted by product_id.

    Notes
    -----
    P, how likely a review is genuine: `kit.trust.genuine`. The prior: `kit.trust.prior`. The
    interval: `kit.trust.draws`; it holds the mean that people give who are not paid, of whom the
    product's genuine reviewers are a sample. The mean of the reviews that are there and genuine is
    known better than that. The rating leans on the category where a product has few reviews; the
    trusted mean does not, and is what compares with the shown one.
    """
    chosen = weights or Weights()
    everything = known(case, findings)
    return _rated(everything, chosen, _peers(everything, chosen))


def _peers(everything: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    """Return every product's prior: product_id, prior_mean, prior_weight."""
    weighed = _weighed(everything, weights)
    w, stars = pl.col("w"), pl.col("stars")
    products = (
        weighed.group_by("product_id", maintain_order=True)
        .agg(
            pl.col("category").min(),
            n=w.sum(),
            mean=(w * stars).sum() / w.sum(),
            squares=(w * stars**2).sum(),
        )
        .with_columns(within=(pl.col("squares") - pl.col("n") * pl.col("mean") ** 2).clip(0))
        .filter(pl.col("n") > 0)
    )
    return priors(products).select("product_id", "prior_mean", "prior_weight")


def _weighed(reviews: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    """Add to reviews P without the families that are not believed, v (age and votes) and w."""
    p = reviews["p_genuine"].to_numpy()
    if weights.without:
        p = _without(reviews, p, weights.without)
    beside = weights.beside_trust()
    return reviews.with_columns(
        p=pl.Series(p**weights.trust, dtype=pl.Float64), v=beside.cast(pl.Float64)
    ).with_columns(w=pl.col("p") * pl.col("v"))


def _without(reviews: pl.DataFrame, p: Array, families: tuple[str, ...]) -> Array:
    """Return P had some families of evidence added nothing."""
    added = reviews.select(pl.sum_horizontal(families)).to_series().to_numpy()
    left: Array = expit(logit(p) + added)
    return left


def _rated(reviews: pl.DataFrame, weights: Weights, peers: pl.DataFrame) -> pl.DataFrame:
    """Return the ratings of the products of some reviews, which are sorted by product."""
    told = _weighed(reviews, weights)
    p = told["p_genuine"].to_numpy()
    left_out = {
        f"without_{family}": pl.Series(
            _without(told, p, (*weights.without, family)) ** weights.trust, dtype=pl.Float64
        )
        for family in FAMILIES
    }
    v, w, stars, kept = pl.col("v"), pl.col("w"), pl.col("stars"), ~pl.col("suspect")
    rated = (
        told.with_columns(**left_out)
        .group_by("product_id", maintain_order=True)
        .agg(
            pl.col("brand", "category").min(),
            reviews=pl.len(),
            shown_mean=stars.mean(),
            sum_w=w.sum(),
            sum_wr=(w * stars).sum(),
            effective_n=_ratio(w.sum() ** 2, (w**2).sum()),
            unusual=(1 - pl.col("p")).sum(),
            keep_all=_ratio((v * stars).sum(), v.sum()),
            drop_suspects=_ratio((v * stars).filter(kept).sum(), v.filter(kept).sum()),
            suspect_reviews=pl.col("suspect").sum(),
            **{name: _ratio((v * pl.col(name) * stars).sum(), (v * pl.col(name)).sum())
               for name in left_out},
        )
        .join(peers, on="product_id", how="left", maintain_order="left")
    )  # fmt: skip
    number = told["product_id"].rle_id().to_numpy().astype(np.int64)
    stars_of, p_of, v_of = (told[name].to_numpy() for name in ("stars", "p", "v"))
    low, high = interval(number, rated.height, stars_of, p_of, v_of, shipped().spread)
    prior = pl.col("prior_weight") * weights.prior
    return _shaped(
        rated.with_columns(
            trusted_mean=_ratio(pl.col("sum_wr"), pl.col("sum_w")),
            trusted_low=pl.Series(low, dtype=pl.Float64).fill_nan(None),
            trusted_high=pl.Series(high, dtype=pl.Float64).fill_nan(None),
            rating=_ratio(prior * pl.col("prior_mean") + pl.col("sum_wr"), prior + pl.col("sum_w")),
            prior_weight=prior,
        )
    )


def _ratio(over: pl.Expr, under: pl.Expr) -> pl.Expr:
    return pl.when(under > 0).then(over / under)


def _shaped(rated: pl.DataFrame) -> pl.DataFrame:
    """Return ratings with every column of `RATING`, rounded, and what they say."""
    empty = pl.DataFrame(schema={name: kind for name, kind in RATING.items() if name != "says"})
    whole = pl.concat([empty, rated], how="diagonal_relaxed").with_columns(
        pl.col(pl.Float64).round(6)
    )
    says = [_sentence(row) for row in whole.iter_rows(named=True)]
    return whole.with_columns(says=pl.Series(says, dtype=pl.String)).select(
        pl.col(name).cast(kind) for name, kind in RATING.items()
    )


def _sentence(row: Mapping[str, Any]) -> str:
    """Return how much a product's mean depends on reviews that look unusual."""
    n, shown, trusted = row["reviews"], row["shown_mean"], row["trusted_mean"]
    if not n:
        return "There are no stars to weigh."
    if trusted is None:
        return f"All weight is gone: nothing is left of the mean of {shown:.2f} stars."
    off = trusted - shown
    means = f"{shown:.2f} shown, {trusted:.2f} with every review weighed as it can be trusted"
    if abs(off) < MOVES:
        return f"The mean of {n:,} reviews hardly depends on any that look unusual: {means}."
    within = "" if row["trusted_low"] is None else (
        f" (90 %: {row['trusted_low']:.2f} to {row['trusted_high']:.2f})"
    )  # fmt: skip
    strongest = max(FAMILIES, key=lambda family: abs((row[f"without_{family}"] or 0) - trusted))
    return (
        f"The mean depends on reviews that look unusual, about {row['unusual']:.0f} of {n:,}: "
        f"{means}{within}, {abs(off):.2f} {'lower' if off < 0 else 'higher'}. "
        f"Most of it rests on evidence of the kind {strongest}."
    )
