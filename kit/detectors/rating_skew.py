"""A product's stars are spread unlike those of its category.

Signal
    Paid reviews pile up at five stars (or one), so the histogram has a shape of its own.
Null
    Products of a category share its histogram up to differences in quality: Dirichlet-multinomial,
    its over-dispersion estimated from all products of the market by moments, so that the ordinary
    spread of quality is not reported. Quality moves a histogram along one line, so all of the
    over-dispersion is taken to lie in one of the four directions; Pearson's statistic is
    chi-squared with the scale and the degrees of freedom that give it the same mean and variance.
    A category with fewer than ten products is compared with the whole market.
Innocent explanation
    A product that people love or hate, or a category that mixes unlike things.
Source
    Hu, Zhang & Pavlou, "Overcoming the J-shaped distribution of product reviews", CACM 2009, for
    the shape; Rao & Scott, JASA 1981, for chi-squared under over-dispersion, to the second order.
    Sources not verified.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="rating_skew",
    family="rating",
    flags=("product",),
    compares=("stars", "product_id"),
    about=__doc__ or "",
    reads={"reviews": ("product_id", "category", "stars")},
    params={"min_reviews": Param(20, low=10, high=1000, unit="reviews")},
    sql="""
with counts as (
  select
    product_id,
    min(category) as category,
    count(*)::double as n,
    count(*) filter (stars < 1.5)::double as n1,
    count(*) filter (stars >= 1.5 and stars < 2.5)::double as n2,
    count(*) filter (stars >= 2.5 and stars < 3.5)::double as n3,
    count(*) filter (stars >= 3.5 and stars < 4.5)::double as n4,
    count(*) filter (stars >= 4.5)::double as n5
  from reviews
  where stars is not null and product_id is not null
  group by product_id
),
market as (
  select sum(n) as n, sum(n1) as n1, sum(n2) as n2, sum(n3) as n3, sum(n4) as n4, sum(n5) as n5
  from counts
),
categories as (
  select
    category,
    sum(n) as n, sum(n1) as n1, sum(n2) as n2, sum(n3) as n3, sum(n4) as n4, sum(n5) as n5
  from counts
  where category is not null
  group by category
  having count(*) >= 10
),
peers as (
  select
    counts.product_id,
    categories.category is not null as within_category,
    coalesce(categories.n, market.n) - counts.n + 2.5 as n,
    coalesce(categories.n1, market.n1) - counts.n1 + 0.5 as n1,
    coalesce(categories.n2, market.n2) - counts.n2 + 0.5 as n2,
    coalesce(categories.n3, market.n3) - counts.n3 + 0.5 as n3,
    coalesce(categories.n4, market.n4) - counts.n4 + 0.5 as n4,
    coalesce(categories.n5, market.n5) - counts.n5 + 0.5 as n5
  from counts cross join market left join categories using (category)
),
cells as (
  select product_id, counts.n, within_category, peers.n as n_peers, unnest([
    {'star': 1, 'seen': counts.n1, 'expected': counts.n * peers.n1 / peers.n},
    {'star': 2, 'seen': counts.n2, 'expected': counts.n * peers.n2 / peers.n},
    {'star': 3, 'seen': counts.n3, 'expected': counts.n * peers.n3 / peers.n},
    {'star': 4, 'seen': counts.n4, 'expected': counts.n * peers.n4 / peers.n},
    {'star': 5, 'seen': counts.n5, 'expected': counts.n * peers.n5 / peers.n}
  ]) as cell
  from counts join peers using (product_id)
  where counts.n >= $min_reviews and peers.n > 2 * counts.n
),
statistics as (
  select
    product_id,
    any_value(n) as n,
    any_value(within_category) as within_category,
    sum(pow(cell.seen - cell.expected, 2) / cell.expected) as x2,
    arg_max(cell, (cell.seen - cell.expected) / sqrt(cell.expected)) as peak
  from cells
  group by product_id
),
spread as (
  select
    greatest(sum(x2 / 4 - 1) / sum(n - 1), 0) as rho,
    count(*) as n_tests
  from statistics
),
-- Variance of the statistic's four directions: `along` the line of quality, and 1 in the others.
directions as (
  select *, 1 + 4 * (n - 1) * rho as along from statistics cross join spread
),
tails as (
  select
    *,
    chi2_sf(
      x2 * (along + 3) / (pow(along, 2) + 3), pow(along + 3, 2) / (pow(along, 2) + 3)
    ) as p_value
  from directions
)
select
  product_id as entity_id,
  n::bigint as n_reviews,
  peak.star as rating,
  peak.seen / n as share,
  peak.expected / n as share_expected,
  case when within_category then 'its category' else 'the whole market' end as compared_with,
  sqrt(x2 / n) as effect_w,
  rho,
  -log10(greatest(p_value, 1e-300)) as score,
  p_value,
  n_tests
from tails
where p_value <= 0.1
""",
    why="{share:.0%} of {n_reviews:,} reviews give {rating}★ against {share_expected:.0%} in "
    "{compared_with}; effect size w = {effect_w:.2f}",
)
