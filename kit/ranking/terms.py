"""What every review shows before any test: the terms that `rank` weighs, as one query."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.engines.derived import provide

READS = ("accounts", "account_deviations", "product_days", "product_opinions")

SETTINGS = {
    "life_days": 14.0,
    "silence_days": 180.0,
    "silence_most": 1095.0,
    "own_shrink": 2.0,
    "established_shrink": 10.0,
    "tilt_shrink": 30.0,
    "middle_shrink": 40.0,
}
"""Days that are long for a span and for a silence, and the most that count; and how many expected
reviews are added to those of a product, so that a product with few says little. Thirty for the
tilt: on YelpChi the stars of one review vary by thirty times the variance of what products are
pulled by (1.52 and .051; no label is needed for that)."""

# -ln n and the span say how thin an account is; silence that it had time to write more; then its
# distance from established reviewers, extreme stars, and the crowd around a review.
# The tilt asks which way those who wrote once pull a product away from the established, against
# what they do in the whole market, and whether this review lies in that direction. The missing
# middle asks whether they give two to four stars there more seldom; only their reviews get it.
# Both start from what the product's established reviewers let one expect, so that nobody is
# unusual where none wrote once; and both leave out the review itself, which proves nothing.
TERMS_SQL = """
with market as (
  select
    greatest(coalesce(sum(middle_once)::double / nullif(sum(n_once), 0), 0.5), 0.01) as once_share,
    greatest(coalesce(sum(middle_established)::double / nullif(sum(n_established), 0), 0.5), 0.01)
      as established_share,
    coalesce(sum(sum_once) / nullif(sum(n_once), 0), 0) as once_stars,
    coalesce(sum(sum_established) / nullif(sum(n_established), 0), 0) as established_stars,
    (select avg(stars::double) from reviews) as mean_stars
  from product_opinions
),
known as (
  select
    review_id, reviews.account_id, reviews.product_id, stars::double as stars,
    accounts.n_reviews, span_days, age_days, mean_deviation, crowd,
    (accounts.n_reviews = 1 and stars is not null)::integer as once,
    (accounts.n_reviews >= 3 and stars is not null)::integer as established,
    (stars between 1.26 and 4.74)::integer as middle
  from reviews
  left join accounts using (account_id)
  left join account_deviations using (account_id)
  left join product_days
    on product_days.product_id = reviews.product_id and product_days.day = posted_at::date
),
-- What the others gave the product.
others as (
  select
    known.*,
    n_once - once as n_o, sum_once - once * stars as sum_o,
    middle_once - once * middle as middle_o,
    n_established - established as n_e, sum_established - established * stars as sum_e,
    middle_established - established * middle as middle_e
  from known left join product_opinions using (product_id)
),
-- What those who wrote once would give it if they differed from the established as everywhere.
expected as (
  select
    others.*, mean_stars, once_share,
    once_stars - established_stars
      + (sum_e + $established_shrink * established_stars) / (n_e + $established_shrink)
      as stars_once,
    (middle_e / established_share + $middle_shrink) / (n_e + $middle_shrink) as middle_once
  from others cross join market
),
terms as (
  select
    review_id, account_id, product_id,
    -ln(n_reviews) as thin,
    -ln(1 + span_days / $life_days) as short_life,
    ln(1 + least(age_days, $silence_most) / $silence_days) as silence,
    mean_deviation as deviation,
    (stars >= 4.75)::integer as five,
    (stars <= 1.25)::integer as one,
    coalesce(
      ((sum_o + $tilt_shrink * stars_once) / (n_o + $tilt_shrink) - stars_once)
        * (stars - (sum_e + $own_shrink * mean_stars) / (n_e + $own_shrink)),
      0
    ) as tilt,
    coalesce(
      once * (
        ln(middle_once)
          - ln((middle_o / once_share + $middle_shrink * middle_once) / (n_o + $middle_shrink))
      ),
      0
    ) as missing_middle,
    crowd
  from expected
)
"""


def review_terms(case: Case) -> pl.DataFrame:
    """Return the terms of every review, not yet weighed.

    Parameters
    ----------
    case : Case

    Returns
    -------
    polars.DataFrame
        review_id, account_id, product_id, and a column for each name in
        `kit.ranking.weights.TERMS`, in its unit; NULL where unknown. Sorted by review_id.
    """
    provide(case.connection, case.derived, case.evidence_hash, READS, {})
    return case.connection.select(f"{TERMS_SQL} select * from terms order by review_id", SETTINGS)
