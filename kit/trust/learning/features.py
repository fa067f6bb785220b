"""What is known of each account on a day: published features, and what the detectors say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from kit.case import Case
from kit.engines.derived import provide
from kit.ranking import rank
from kit.ranking.families import of_accounts
from kit.ranking.order import FAMILIES, STRENGTH_CAP
from kit.ranking.terms import READS as TERMS_READ
from kit.ranking.terms import SETTINGS, TERMS_SQL
from kit.screening import screen
from kit.trust.learning.as_of import as_of


@dataclass(frozen=True)
class Feature:
    """A column that the model reads.

    Parameters
    ----------
    name : str
    direction : {-1, 0, 1}
        Which way the score may move as the feature grows; 0 leaves it open.
    meaning : str
    """

    name: str
    direction: int
    meaning: str


NEAR_DAYS = 14
"""Days before and after a review within which others of its product surround it."""

NEW_DAYS = 90
"""Days since its first review for which an account counts as new."""

LOOSE = 0.5
"""Windows that survive at this rate speak about accounts here: what a finding is worth is learned,
so that nothing has to be proved first."""

PUBLISHED = (
    Feature("MNR", 0, "most reviews on one day"),
    Feature("PR", 0, "share of 4 and 5 stars"),
    Feature("NR", 0, "share of 1 and 2 stars"),
    Feature("avgRD", 0, "mean distance from the product's mean stars"),
    Feature("WRD", 0, "that distance, early reviews counting more"),
    Feature("BST", 0, "1: all on one day; 0: over more than 28 days"),
    Feature("ERD", 0, "variety of its stars, in bits"),
    Feature("ETG", 0, "variety of the days between its reviews, in bits"),
    Feature("Rank", 0, "mean place among its products' reviews"),
    Feature("EXT", 0, "share of 1 and 5 stars"),
    Feature("DEV", 0, "share of reviews far from the product's mean"),
    Feature("ETF", 0, "share of reviews early in a product's life"),
    Feature("reviews", 0, "reviews so far"),
    Feature("span_days", 0, "days from its first to its last review"),
    Feature("verified", 0, "share of verified purchases"),
)
"""Free to move the score either way. Rayana & Akoglu (KDD 2015; source not verified) hold more of
MNR, PR, NR, avgRD, WRD, BST, EXT, DEV and ETF, and less of ERD, ETG and Rank, for unusual. MNR
points the other way on Yelp, and sellers who learn may turn others round: aged accounts have a long
span, a slow campaign has many gaps between reviews, and joining a popular product means a late
Rank. Held to these directions (but MNR), the model found less on each of four practice markets: AP
.624 instead of .644 (seeds 1 to 4, five quarters each), and .620 with BST, ETG, Rank and ETF alone
held."""

SURROUNDINGS = (
    Feature("near", 0, "mean reviews of the product near in time, in logs"),
    Feature("near_once", 0, "of these, mean share by accounts with one review"),
    Feature("near_new", 0, "of these, mean share by new accounts"),
    Feature("near_alike", 0, "of these, mean share with the same stars"),
    Feature("age_at", 0, "mean days from its first review to each"),
    Feature("volume", 0, "mean reviews of its products, in logs"),
)

TERMS = tuple(
    Feature(name, direction, meaning)
    for name, direction, meaning in (
        ("tilt", 1, "mean pull of a product away from the established"),
        ("missing_middle", 1, "mean lack of 2 to 4 stars"),
        ("crowd", 1, "mean crowd around its reviews, in logs"),
        ("most_crowd", 1, "largest crowd around one of its reviews, in logs"),
    )
)

DETECTED = (
    *(Feature(f"p_{name}", 1, f"-log10 p of the family {name}") for name in FAMILIES),
    Feature("rank_score", 1, "score of kit.rank"),
)

FEATURES = (*PUBLISHED, *SURROUNDINGS, *TERMS, *DETECTED)
NAMES = tuple(feature.name for feature in FEATURES)

OWN = f"""
{TERMS_SQL},
termed as (
  select
    account_id, avg(tilt) as tilt, avg(missing_middle) as missing_middle, avg(crowd) as crowd,
    max(crowd) as most_crowd
  from terms
  where account_id is not null
  group by account_id
),
placed as (
  select
    account_id, avg("Rank") as "Rank", avg("EXT") as "EXT", avg("DEV") as "DEV",
    avg("ETF") as "ETF"
  from review_features
  where account_id is not null
  group by account_id
),
dated as (
  select
    reviews.account_id, product_id, posted_at, stars, accounts.n_reviews = 1 as once,
    date_diff('day', accounts.first_at, posted_at) as age, verified
  from reviews left join accounts using (account_id)
),
around as (
  select
    account_id, age, verified, stars,
    count(*) over near - 1 as others,
    count(*) filter (once) over near - once::integer as once_others,
    count(*) filter (age < $new_days) over near - (age < $new_days)::integer as new_others,
    count(stars) over alike - (stars is not null)::integer as alike_others,
    count(*) over (partition by product_id) as volume
  from dated
  where product_id is not null and posted_at is not null
  window
    near as (
      partition by product_id order by posted_at
      range between to_days($near_days) preceding and to_days($near_days) following
    ),
    alike as (
      partition by product_id, stars order by posted_at
      range between to_days($near_days) preceding and to_days($near_days) following
    )
),
surrounded as (
  select
    account_id,
    avg(ln(1 + others)) as near,
    sum(once_others) / nullif(sum(others), 0) as near_once,
    sum(new_others) / nullif(sum(others), 0) as near_new,
    sum(alike_others) / nullif(sum(others), 0) as near_alike,
    avg(age) as age_at,
    avg(ln(volume)) as volume,
    avg(verified::integer) as verified
  from around
  where account_id is not null
  group by account_id
)
select
  reviewer_features.*, "Rank", "EXT", "DEV", "ETF", accounts.n_reviews as reviews, span_days,
  first_at, last_at,
  surrounded.* exclude (account_id), termed.* exclude (account_id)
from reviewer_features
join accounts using (account_id)
left join placed using (account_id)
left join surrounded using (account_id)
left join termed using (account_id)
order by account_id
"""


def features(case: Case, day: dt.date | None = None) -> pl.DataFrame:
    """Return what the model reads of every account.

    Parameters
    ----------
    case : Case
    day : date, optional
        Only reviews before this day count, as if no other were there; all of them by default.

    Returns
    -------
    polars.DataFrame
        account_id, first_at and last_at (of its reviews), and a column for each of `FEATURES`;
        NULL where unknown. Sorted by account_id.

    Raises
    ------
    ParameterError
        Where no review is older than the day.
    """
    if day is not None:
        with as_of(case, day) as then:
            return features(then)
    findings = screen(case, save=False)
    reads = (*TERMS_READ, "reviewer_features", "review_features", "accounts")
    provide(case.connection, case.derived, case.evidence_hash, reads, {})
    own = case.connection.select(OWN, {**SETTINGS, "near_days": NEAR_DAYS, "new_days": NEW_DAYS})
    p_values = of_accounts(case, findings, LOOSE)
    strengths = p_values.select(
        pl.col("entity_id").cast(pl.String).alias("account_id"),
        *(_strength(p_values, family).alias(f"p_{family}") for family in FAMILIES),
    )
    ranks = rank(case, "account", findings).select(account_id="entity_id", rank_score="score")
    return (
        own.join(strengths, on="account_id", how="left")
        .join(ranks, on="account_id", how="left")
        .with_columns(pl.col(f"p_{family}").fill_null(0.0) for family in FAMILIES)
        .select(
            "account_id",
            "first_at",
            "last_at",
            *(pl.col(name).cast(pl.Float64).round(9) for name in NAMES),
        )
        .sort("account_id")
    )


def _strength(p_values: pl.DataFrame, family: str) -> pl.Expr:
    if family not in p_values.columns:
        return pl.lit(0.0)
    return (-pl.col(family).clip(1e-300, 1.0).log10()).clip(0, STRENGTH_CAP).fill_null(0.0)
