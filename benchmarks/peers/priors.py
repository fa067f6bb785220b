"""What SpEagle is told before it sees the graph: how suspicious each entity is by itself.

Rayana & Akoglu, "Collective Opinion Spam Detection", KDD 2015, without the features of text: those
which its authors' published configuration switches on. Each feature becomes the share of entities
at least as unusual, f, and the prior is 1 - sqrt(mean f²) (source not verified against the paper).
UGFraud takes priors as given, so without them it would know nothing.
"""

from __future__ import annotations

import polars as pl

BURST_DAYS, EARLY_DAYS, EARLY, DEVIANT = 28, 210, 0.69, 0.63
GAP_BINS = (0, 1, 4, 7, 13)  # Days; a bin begins above each.
LONGEST_GAP = 32
UNUSUAL_WHEN_LOW = ("ERD", "ETG")

ACCOUNT = ("MNR", "PR", "NR", "avgRD", "BST", "ERD", "ETG")
PRODUCT = ("MNR", "PR", "NR", "avgRD", "ERD", "ETG")
REVIEW = ("RD", "EXT", "DEV", "ETF", "ISR")


def priors(reviews: pl.DataFrame) -> pl.DataFrame:
    """Return the prior of every entity.

    Parameters
    ----------
    reviews : polars.DataFrame
        review, account, product, stars, day (a whole number of days).

    Returns
    -------
    polars.DataFrame
        kind, id, prior from 0 to 1, sorted.
    """
    stars = pl.col("stars")
    known = reviews.with_columns(
        RD=(stars - stars.mean().over("product")).abs(),
        age=pl.col("day") - pl.col("day").min().over("product"),
    ).with_columns(
        EXT=(stars > 3).cast(pl.Float64),
        DEV=(pl.col("RD") / 4 > DEVIANT).cast(pl.Float64),
        ETF=(1 - pl.col("age") / EARLY_DAYS > EARLY).cast(pl.Float64),
        ISR=(pl.len().over("account") == 1).cast(pl.Float64),
    )
    return pl.concat(
        [
            _prior(_behaviour(known, "account"), "account", ACCOUNT),
            _prior(_behaviour(known, "product"), "product", PRODUCT),
            _prior(known.rename({"review": "id"}), "review", REVIEW),
        ]
    ).sort("kind", "id")


def _behaviour(reviews: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return the features of accounts or products, by `id`."""
    days = pl.col("day")
    busiest = reviews.group_by(kind, "day").len().group_by(kind).agg(MNR=pl.col("len").max())
    own = reviews.group_by(kind).agg(
        PR=(pl.col("stars") > 3).mean(),
        NR=(pl.col("stars") < 3).mean(),
        avgRD=pl.col("RD").mean(),
        BST=(1 - (days.max() - days.min()) / BURST_DAYS).clip(lower_bound=0),
    )
    gaps = (
        reviews.sort(kind, "day")
        .select(kind, gap=days.diff().over(kind))
        .filter(pl.col("gap") <= LONGEST_GAP)
        .select(kind, value=pl.sum_horizontal(*(pl.col("gap") > edge for edge in GAP_BINS)))
    )
    classes = reviews.select(kind, value="stars")
    return (
        busiest.join(own, on=kind)
        .join(_entropy(classes, kind, "ERD"), on=kind, how="left")
        .join(_entropy(gaps, kind, "ETG"), on=kind, how="left")
        .with_columns(pl.col("ETG").fill_null(0.0))
        .rename({kind: "id"})
    )


def _entropy(values: pl.DataFrame, kind: str, name: str) -> pl.DataFrame:
    """Return the entropy, in bits, of each entity's values."""
    share = pl.col("len") / pl.col("len").sum()
    return (
        values.group_by(kind, "value")
        .len()
        .group_by(kind)
        .agg((-share * share.log(2)).sum().round(9).alias(name))
    )


def _prior(features: pl.DataFrame, kind: str, names: tuple[str, ...]) -> pl.DataFrame:
    """Return kind, id, prior."""
    share = []
    for name in names:
        value = pl.col(name).round(9)
        # Ties count on both sides: what everyone does is not unusual.
        high = 1 - (value.rank("min") - 1) / pl.len()
        share.append(value.rank("max") / pl.len() if name in UNUSUAL_WHEN_LOW else high)
    mean = pl.mean_horizontal(*(f**2 for f in share))
    return features.select(pl.lit(kind).alias("kind"), "id", prior=(1 - mean.sqrt()).round(9))
