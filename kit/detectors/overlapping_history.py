"""The reviewers of a product keep meeting again on other products.

Signal
    People who happened to buy one thing have little else in common. When the histories of a
    product's reviewers hold the same other things again and again, something else brought them.
Null
    Each reviewer's other reviews fall on products of the same category and time as everybody's
    do, so C of a product's reviewers meet on another where L are expected, C about Poisson. Then
    the sum of C (C - 1) / (2 L) over all others has half of the histories' reviews as mean. (L is
    taken to be at least its average: one meeting at a very rare place is no pattern.) That mean is
    scaled to what the product's peers show (its category; the market where it has fewer than ten
    products), and the variance has a part that grows with the square of the mean, by moments from
    all products: people share tastes. The sum is gamma with that mean and variance. Only reviews
    of other brands and categories count; a market of one category is not tested.
Innocent explanation
    Things of different categories that are used together, or a town with shops of its own. A
    niche, a series and a brand have their followers: brand and category are left out for that.
Source
    ReviewMeta, "Analysis Test: Overlapping Review History", 2016 (reviewmeta.com/blog), for the
    signal; it counts reviewers of the nine other products that come up most. The test is ours. Not
    the same as shared_reviewers: that one asks for single products with too much in common, this
    one for many small meetings all over the histories.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="overlapping_history",
    family="ring",
    flags=("product",),
    compares=("account_id", "product_id"),
    about=__doc__ or "",
    reads={
        "product_histories": (
            "product_id",
            "topic",
            "n_reviewers",
            "n_partners",
            "n_elsewhere",
            "overlap",
        ),
    },
    params={
        "max_reviews": Param(20, low=5, high=500, unit="reviews by an account"),
        "min_reviewers": Param(10, low=5, high=1000, unit="such accounts on a product"),
        "min_elsewhere": Param(20, low=5, high=10_000, unit="reviews elsewhere"),
    },
    sql="""
with tested as (
  select
    *,
    n_elsewhere / 2 as plain,
    n_partners / 2 + n_elsewhere as variance
  from product_histories
  where n_elsewhere >= $min_elsewhere
),
market as (
  select sum(overlap) as overlap, sum(plain) as plain from tested
),
topics as (
  select topic, sum(overlap) as overlap, sum(plain) as plain
  from tested
  group by topic
  having count(*) >= 10
),
-- Without the product itself; shrunk by ten meetings to what chance alone gives.
peers as (
  select
    tested.*,
    (coalesce(topics.overlap, market.overlap) - tested.overlap + 10)
      / (coalesce(topics.plain, market.plain) - tested.plain + 10) as scale
  from tested cross join market left join topics using (topic)
),
means as (
  select *, scale * plain as expected, greatest(scale, 1) * variance as own from peers
),
spread as (
  select
    greatest(
      sum(pow(overlap - expected, 2) - own) / nullif(sum(pow(expected, 2)), 0), 0
    ) as beyond,
    count(*) as n_tests
  from means
),
tails as (
  select
    *,
    chi2_sf(
      2 * overlap * expected / (own + beyond * pow(expected, 2)),
      2 * pow(expected, 2) / (own + beyond * pow(expected, 2))
    ) as p_value
  from means cross join spread
)
select
  product_id as entity_id,
  n_reviewers,
  n_elsewhere,
  overlap,
  expected,
  overlap / expected as lift,
  sqrt(beyond) as spread_between_products,
  $max_reviews as max_reviews,
  $min_reviewers as min_reviewers,
  -log10(greatest(p_value, 1e-300)) as score,
  p_value,
  n_tests
from tails
where p_value <= 0.1
""",
    why="The {n_reviewers:,} reviewers wrote {n_elsewhere:,.0f} reviews elsewhere and met there "
    "{lift:.1f} times as often as expected ({overlap:,.1f} against {expected:,.1f}, each meeting "
    "counted by how rare the place is)",
)
