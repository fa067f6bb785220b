"""A product's reviews are of other lengths than those of its category.

Signal
    Texts written to order run to one length: a minimum that was asked for, or the same few words.
Null
    Products of a category share the histogram of review lengths, in five classes that hold a fifth
    of the market's texts each, up to differences between products: Dirichlet-multinomial, its
    over-dispersion estimated from all products by moments. A product that gives more or less to say
    moves the histogram along one line, so all of the over-dispersion is taken to lie in one of the
    four directions; Pearson's statistic is chi-squared with the scale and the degrees of freedom
    that give it the same mean and variance. A category with fewer than ten products is compared
    with the whole market.
Innocent explanation
    A product about which there is little to say or much to explain, or an invitation to review that
    asks for a minimum of words.
Source
    ReviewMeta, "Word count comparison" among its tests of a product; Rao & Scott, JASA 1981, for
    chi-squared under over-dispersion, to the second order. Sources not verified. It belongs to the
    family of ratings and not of text, as the shape of a product's reviews taken together should
    never name anybody alone.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="word_count_skew",
    family="rating",
    flags=("product",),
    compares=("product_id",),
    about=__doc__ or "",
    reads={"review_words": ("product_id", "category", "n_words")},
    params={"min_reviews": Param(20, low=10, high=1000, unit="reviews")},
    sql="""
with cuts as (
  select quantile_disc(n_words, [0.2, 0.4, 0.6, 0.8]) as cut, max(n_words) as longest
  from review_words
  where product_id is not null
),
counts as (
  select
    product_id,
    min(category) as category,
    count(*)::double as n,
    count(*) filter (n_words <= cut[1])::double as n1,
    count(*) filter (n_words > cut[1] and n_words <= cut[2])::double as n2,
    count(*) filter (n_words > cut[2] and n_words <= cut[3])::double as n3,
    count(*) filter (n_words > cut[3] and n_words <= cut[4])::double as n4,
    count(*) filter (n_words > cut[4])::double as n5
  from review_words cross join cuts
  where product_id is not null
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
    {'low': 0, 'high': cut[1], 'seen': counts.n1, 'expected': counts.n * peers.n1 / peers.n},
    {'low': cut[1] + 1, 'high': cut[2], 'seen': counts.n2,
     'expected': counts.n * peers.n2 / peers.n},
    {'low': cut[2] + 1, 'high': cut[3], 'seen': counts.n3,
     'expected': counts.n * peers.n3 / peers.n},
    {'low': cut[3] + 1, 'high': cut[4], 'seen': counts.n4,
     'expected': counts.n * peers.n4 / peers.n},
    {'low': cut[4] + 1, 'high': longest, 'seen': counts.n5,
     'expected': counts.n * peers.n5 / peers.n}
  ]) as cell
  from counts join peers using (product_id) cross join cuts
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
-- Variance of the statistic's four directions: `along` the line of more to say, 1 in the others.
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
  peak.low as low,
  peak.high as high,
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
    why="{share:.0%} of {n_reviews:,} texts have {low:,} to {high:,} words against "
    "{share_expected:.0%} in {compared_with}; effect size w = {effect_w:.2f}",
)
