"""What is known of a product before its own reviews: the stars of its category's products."""

from __future__ import annotations

import numpy as np
import polars as pl

from kit.statistics import Array

FEWEST = 10
"""Products of a category below which the whole market takes its place."""

MOST = 100.0
"""Reviews that a prior counts at most: where products seem not to differ, few could tell."""

SMALLEST = 1e-6
"""Least variance of single reviews: where all of a product's agree, it is not none."""


def priors(products: pl.DataFrame) -> pl.DataFrame:
    """Return the prior of each product, from its category, by empirical Bayes.

    Parameters
    ----------
    products : polars.DataFrame
        category, n (reviews, or what they weigh), mean (stars) and within (sum of squares of the
        stars around the mean) of each product.

    Returns
    -------
    polars.DataFrame
        The same rows in order, with prior_mean (stars) and prior_weight (reviews that it counts);
        NULL where nothing is known.

    Notes
    -----
    Normal-normal, by moments: single stars vary around their product's mean with variance s2
    (pooled within products), these means vary around the category's with variance t2 (DerSimonian &
    Laird, Controlled Clinical Trials 7, 1986; source not verified). The best mean of a product then
    counts the category's as s2 / t2 reviews (Efron & Morris, JASA 70, 1975; source not verified).
    """
    stars = products.select("n", "mean", "within").to_numpy().astype(np.float64)
    whole = _moments(stars)
    rows = np.tile(whole, (products.height, 1))
    groups = products.select(row=pl.int_range(pl.len()), category="category").drop_nulls()
    for _, own in groups.group_by("category", maintain_order=True):
        at = own["row"].to_numpy()
        if len(at) >= FEWEST:
            rows[at] = _moments(stars[at])
    told = pl.DataFrame(rows, schema={"prior_mean": pl.Float64, "prior_weight": pl.Float64})
    return pl.concat([products, told.fill_nan(None)], how="horizontal")


def _moments(stars: Array) -> tuple[float, float]:
    """Return the prior's mean and weight from n, mean and within of products; NaN without stars."""
    n, mean, within = stars[stars[:, 0] > 0].T
    if not len(n):
        return np.nan, np.nan
    free = n.sum() - len(n)
    s2 = within.sum() / free if free > 0 else 0.0
    weight = n / max(s2, SMALLEST)
    centre = float(np.average(mean, weights=weight))
    beyond = (weight * (mean - centre) ** 2).sum() - (len(n) - 1)
    scale = weight.sum() - (weight**2).sum() / weight.sum()
    t2 = max(beyond / scale, 0.0) if scale > 0 else 0.0
    if t2 > 0:
        # The mean of means, each known as well as its reviews and the spread of products allow.
        centre = float(np.average(mean, weights=1 / (t2 + 1 / weight)))
    return centre, min(s2 / t2, MOST) if t2 > 0 else MOST
