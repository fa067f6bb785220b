"""Unverified reviews of a product give more stars than its verified ones, beyond what is usual.

Signal
    Who is paid without a purchase cannot be verified, and gives five stars; buyers are cooler.
Null
    A product's unverified reviews lie as far above its verified ones as those of its category do
    (of the market, where it has fewer than ten such products), but for chance: the variance of a
    difference of means, both drawn from the product's stars as they are (a permutation's), and that
    of the usual gap between honest products, estimated from the market by moments. The p-value is
    the normal upper tail. Stars are bounded above and lean to the left, so that tail is too long,
    if anything.
Innocent explanation
    Owners who bought elsewhere and like the product, readers of advance copies, or reviews taken
    over from another shop.
Source
    ReviewMeta, "Analysis Test: Unverified Purchases", 2016 (reviewmeta.com/blog), for the signal;
    DerSimonian & Laird, Controlled Clinical Trials 1986, for a variance between products by moments
    (source not verified). The test is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="unverified_gap",
    family="rating",
    flags=("product",),
    compares=("stars", "verified", "product_id"),
    about=__doc__ or "",
    reads={"reviews": ("product_id", "category", "stars", "verified")},
    params={"min_reviews": Param(8, low=5, high=500, unit="reviews of each kind")},
    sql="""
with counts as (
  select
    product_id,
    min(category) as category,
    count(*)::double as n,
    count(*) filter (verified)::double as n_verified,
    count(*) filter (not verified)::double as n_unverified,
    avg(stars::double) filter (verified) as mean_verified,
    avg(stars::double) filter (not verified) as mean_unverified,
    var_samp(stars::double) as variance
  from reviews
  where stars is not null and verified is not null and product_id is not null
  group by product_id
),
market as (
  select
    sum(n * variance) filter (n >= 2) / nullif(sum(n) filter (n >= 2), 0) as variance
  from counts
),
-- The variance of a product's stars, shrunk by ten reviews to the market's.
gaps as (
  select
    counts.* exclude (variance),
    mean_unverified - mean_verified as gap,
    (n * counts.variance + 10 * market.variance) / (n + 10)
      * (1 / n_verified + 1 / n_unverified) as own
  from counts cross join market
  where n_verified >= $min_reviews and n_unverified >= $min_reviews and market.variance > 0
),
every as (
  select sum(gap / own) as pulled, sum(1 / own) as weight from gaps
),
categories as (
  select category, sum(gap / own) as pulled, sum(1 / own) as weight
  from gaps
  where category is not null
  group by category
  having count(*) >= 10
),
-- Each product beside its peers without it; `among` is the variance of their mean.
peers as (
  select
    gaps.*,
    categories.category is not null as within_category,
    (coalesce(categories.pulled, every.pulled) - gap / own)
      / (coalesce(categories.weight, every.weight) - 1 / own) as usual,
    1 / (coalesce(categories.weight, every.weight) - 1 / own) as among
  from gaps cross join every left join categories using (category)
  where coalesce(categories.weight, every.weight) > 1.000001 / own
),
spread as (
  select
    greatest(
      sum((pow(gap - usual, 2) - own - among) / pow(own + among, 2))
        / nullif(sum(1 / pow(own + among, 2)), 0),
      0
    ) as between_products,
    count(*) as n_tests
  from peers
),
tails as (
  select
    *,
    (gap - usual) / sqrt(own + among + between_products) as z
  from peers cross join spread
)
select
  product_id as entity_id,
  n_unverified::bigint as n_unverified,
  n_verified::bigint as n_verified,
  mean_unverified,
  mean_verified,
  gap,
  usual as gap_expected,
  sqrt(between_products) as spread_between_products,
  case when within_category then 'its category' else 'the whole market' end as compared_with,
  -log10(greatest(chi2_sf(z * z, 1) / 2, 1e-300)) as score,
  chi2_sf(z * z, 1) / 2 as p_value,
  n_tests
from tails
where z > 0 and chi2_sf(z * z, 1) / 2 <= 0.1
""",
    why="{n_unverified:,} unverified reviews give {mean_unverified:.2f} stars, {n_verified:,} "
    "verified ones {mean_verified:.2f}: a gap of {gap:+.2f}, {gap_expected:+.2f} in "
    "{compared_with}",
)
