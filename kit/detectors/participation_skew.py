"""A product's reviewers are more often newcomers, or more often old hands, than its peers'.

Signal
    Throw-away accounts write one review, hired ones a few dozen; a campaign shows as one group of
    reviewers that a product has too many of.
Null
    Products of a category share the histogram of how much their reviewers wrote (1, 2, 3-5, 6-10,
    11 reviews or more), up to differences in whom they draw: Dirichlet-multinomial, its
    over-dispersion estimated from all products of the market by moments. Who draws newcomers moves
    the histogram along one line, so all of the over-dispersion is taken to lie in one of the four
    directions; Pearson's statistic is chi-squared with the scale and the degrees of freedom that
    give it the same mean and variance. A category with fewer than ten products is compared with
    the whole market. An account counts once on a product.
Innocent explanation
    A gift, a local event or a first press mention draws people who never review again; a product
    at the end of the data draws people who have had no time to; an expert's tool draws old hands.
Source
    ReviewMeta, "Analysis Test: Reviewer Participation", 2016 (reviewmeta.com/blog), for the signal:
    groups of reviewers against those of the category. Rao & Scott, JASA 1981, for chi-squared under
    over-dispersion, to the second order (source not verified). The test is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="participation_skew",
    family="account",
    flags=("product",),
    about=__doc__ or "",
    reads={
        "reviews": ("product_id", "account_id", "category"),
        "accounts": ("account_id", "n_reviews"),
    },
    params={"min_reviewers": Param(20, low=10, high=1000, unit="reviewers")},
    sql="""
with groups as (
  select
    account_id,
    case
      when n_reviews <= 2 then n_reviews
      when n_reviews <= 5 then 3
      when n_reviews <= 10 then 4
      else 5
    end as class
  from accounts
),
counts as (
  select
    product_id,
    min(category) as category,
    count(distinct account_id)::double as n,
    count(distinct account_id) filter (class = 1)::double as n1,
    count(distinct account_id) filter (class = 2)::double as n2,
    count(distinct account_id) filter (class = 3)::double as n3,
    count(distinct account_id) filter (class = 4)::double as n4,
    count(distinct account_id) filter (class = 5)::double as n5
  from reviews join groups using (account_id)
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
  select product_id, counts.n, within_category, unnest([
    {'class': '1 review', 'seen': counts.n1, 'expected': counts.n * peers.n1 / peers.n},
    {'class': '2 reviews', 'seen': counts.n2, 'expected': counts.n * peers.n2 / peers.n},
    {'class': '3 to 5 reviews', 'seen': counts.n3, 'expected': counts.n * peers.n3 / peers.n},
    {'class': '6 to 10 reviews', 'seen': counts.n4, 'expected': counts.n * peers.n4 / peers.n},
    {'class': 'over 10 reviews', 'seen': counts.n5, 'expected': counts.n * peers.n5 / peers.n}
  ]) as cell
  from counts join peers using (product_id)
  where counts.n >= $min_reviewers and peers.n > 2 * counts.n
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
-- Variance of the statistic's four directions: `along` the line of newcomers, 1 in the others.
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
  n::bigint as n_reviewers,
  peak.class as class,
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
    why="{share:.0%} of {n_reviewers:,} reviewers wrote {class} in all, against "
    "{share_expected:.0%} in {compared_with}; effect size w = {effect_w:.2f}",
)
