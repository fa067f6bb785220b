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
    "reference_shrink": 30.0,
}
"""Days that are long for a span and for a silence, and the most that count; and how many reviews
say half of what can be said. `own_shrink` reviews of the market's mean are added to a product's.
`reference_shrink` is the ratio of the variance of single reviews to that between products, for
which no label is needed: on YelpChi 30 for stars (1.52 and .051), about 45 for the middle."""

# -ln n and the span say how thin an account is; silence that it had time to write more; then its
# distance from established reviewers, extreme stars, and the crowd around a review.
# The tilt asks which way those who wrote once pull a product away from the established, against
# what they do in the whole market, and whether this review lies in that direction. The missing
# middle asks whether they give two to four stars there more seldom; only their reviews get it.
# Both compare two groups, so that they know as much as the smaller one allows: `known_part` is 0
# where one is missing. Without the established as reference, a bad product would look like a
# campaign against it. Both leave out the review itself, which proves nothing.
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
-- Each group against what it does in the whole market. One ordinary review is added to a share.
compared as (
  select
    others.*, mean_stars,
    n_o * n_e / nullif(n_o * n_e + $reference_shrink * (n_o + n_e), 0) as known_part,
    (sum_o / nullif(n_o, 0) - once_stars) - (sum_e / nullif(n_e, 0) - established_stars) as pull,
    ln((middle_e / established_share + 1) / (n_e + 1))
      - ln((middle_o / once_share + 1) / (n_o + 1)) as gap
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
      known_part * pull * (stars - (sum_e + $own_shrink * mean_stars) / (n_e + $own_shrink)), 0
    ) as tilt,
    coalesce(once * known_part * gap, 0) as missing_middle,
    crowd
  from compared
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
