"""An account gives nothing but extreme stars, at intervals that are too alike.

Signal
    Whoever writes to order gives the stars that were ordered, review after review, in the rhythm of
    the orders.
Null
    The number of an account's five-star reviews (and so of its one-star reviews) is beta-binomial
    around the sum of its products' own shares, each without the review itself, shrunk by five
    reviews to the market's and scaled to the other accounts of like volume. The days between its
    reviews fall into the bins of the published ETG as those of the other accounts of like volume
    do, Dirichlet-multinomial. Both spreads between accounts are fitted to the market by moments.
    Stars count by the smaller of the two tails, doubled; days by the smallest tail, times the bins.
    The p-value is the square of the larger of the two: both must be unusual, independently where an
    account is honest.
Innocent explanation
    Many people write only about what they love, or only to complain, and some have a rhythm of
    their own, such as a free Sunday.
Source
    Hooi et al., "BIRDNEST: Bayesian Inference for Ratings-Fraud Detection", SDM 2016, for stars and
    days between reviews as surprise under Dirichlet-multinomials; the tails and their combination
    are ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="rating_monotony",
    family="account",
    flags=("account",),
    compares=("stars", "account_id"),
    about=__doc__ or "",
    reads={
        "reviews": ("account_id", "product_id", "stars"),
        "accounts": ("n_reviews",),
        "account_gaps": ("gap_bin", "n_gaps"),
    },
    params={
        "min_reviews": Param(5, low=3, high=50, unit="reviews"),
        "correlation": Param(0.05, low=0.001, high=0.5, unit="least correlation within accounts"),
    },
    sql="""
with products as materialized (
  select
    product_id,
    count(*)::double as n,
    count(*) filter (stars >= 4.75)::double as n_five,
    count(*) filter (stars <= 1.25)::double as n_one
  from reviews
  where stars is not null and product_id is not null
  group by product_id
),
market as (
  select sum(n_five) / sum(n) as five, sum(n_one) / sum(n) as one from products
),
shares as materialized (
  select product_id, products.n + 4 as n, n_five + 5 * five as five, n_one + 5 * one as one
  from products cross join market
),
rated as (
  select
    account_id,
    (stars >= 4.75)::integer as is_five,
    (stars <= 1.25)::integer as is_one,
    (shares.five - (stars >= 4.75)::integer) / shares.n as five,
    (shares.one - (stars <= 1.25)::integer) / shares.n as one
  from reviews
  semi join (select account_id from accounts where n_reviews >= $min_reviews) as busy
    using (account_id)
  join shares using (product_id)
  where stars is not null
),
raters as materialized (
  select
    account_id,
    floor(log2(count(*))) as volume,
    count(*)::double as n,
    sum(is_five)::double as five,
    sum(is_one)::double as one,
    sum(five) as expected_five,
    sum(one) as expected_one
  from rated
  group by account_id
  having count(*) >= $min_reviews
),
volumes as (
  select
    volume,
    sum(five) as five, sum(one) as one,
    sum(expected_five) as expected_five, sum(expected_one) as expected_one
  from raters
  group by volume
),
-- Accounts of the same volume, without the account itself and shrunk by twenty reviews to the
-- market: who writes most may be alone.
scaled as materialized (
  select
    account_id, n, raters.five, raters.one,
    least(greatest(
      raters.expected_five / n * (volumes.five - raters.five + 20 * market.five)
        / nullif(volumes.expected_five - raters.expected_five + 20 * market.five, 0),
      1e-4), 0.9999) as share_five,
    least(greatest(
      raters.expected_one / n * (volumes.one - raters.one + 20 * market.one)
        / nullif(volumes.expected_one - raters.expected_one + 20 * market.one, 0),
      1e-4), 0.9999) as share_one
  from raters join volumes using (volume) cross join market
),
star_spread as (
  select
    least(greatest($correlation, coalesce(
      sum(((five - n * share_five) ** 2 - n * share_five * (1 - share_five)) / (n * (n - 1)))
        / nullif(sum(share_five * (1 - share_five)), 0), 0
    )), 0.9) as of_five,
    least(greatest($correlation, coalesce(
      sum(((one - n * share_one) ** 2 - n * share_one * (1 - share_one)) / (n * (n - 1)))
        / nullif(sum(share_one * (1 - share_one)), 0), 0
    )), 0.9) as of_one
  from scaled
),
tails_of_stars as (
  select
    account_id, n, five, one, n * share_five as expected_five, n * share_one as expected_one,
    case when five > n * share_five then betabinom_sf(
      five, n, share_five * (1 / of_five - 1), (1 - share_five) * (1 / of_five - 1)
    ) else 1 end as p_five,
    case when one > n * share_one then betabinom_sf(
      one, n, share_one * (1 / of_one - 1), (1 - share_one) * (1 / of_one - 1)
    ) else 1 end as p_one
  from scaled cross join star_spread
),
-- Where the stars are ordinary, the days need not be looked at.
starred as materialized (
  select *, least(1, 2 * least(p_five, p_one)) as p_stars
  from tails_of_stars
  where (2 * least(p_five, p_one)) ** 2 <= 0.1
),
rhythms as materialized (
  select
    account_id,
    sum(n_gaps)::double as m,
    floor(log2(sum(n_gaps))) as volume
  from account_gaps
  group by account_id
  having sum(n_gaps) >= $min_reviews - 1
),
ordinary as (
  select gap_bin, sum(n_gaps) / sum(sum(n_gaps)) over () as share
  from account_gaps semi join rhythms using (account_id)
  group by gap_bin
),
in_volume as (
  select volume, gap_bin, sum(n_gaps) as n
  from account_gaps join rhythms using (account_id)
  group by all
),
bins as (
  select
    volume, gap_bin, share,
    coalesce(n, 0) as n,
    sum(coalesce(n, 0)) over (partition by volume) as n_volume,
    count(*) over (partition by volume) as n_bins
  from (select distinct volume from rhythms) cross join ordinary
  left join in_volume using (volume, gap_bin)
),
gaps as materialized (
  select
    rhythms.account_id, m, gap_bin, n_bins,
    coalesce(n_gaps, 0)::double as k,
    least((n - coalesce(n_gaps, 0) + 20 * share) / (n_volume - m + 20), 0.9999) as share
  from rhythms
  join bins using (volume)
  left join account_gaps using (account_id, gap_bin)
),
gap_spread as (
  select least(greatest($correlation, coalesce(
    sum(((k - m * share) ** 2 - m * share * (1 - share)) / (m * (m - 1)))
      / nullif(sum(share * (1 - share)), 0), 0
  )), 0.9) as of_gaps
  from gaps
  where m >= 2
),
-- Kept whole, as the tails below are computed a block of rows at a time.
crowded as materialized (
  select account_id, m, gap_bin, n_bins, k, share, of_gaps
  from gaps semi join starred using (account_id) cross join gap_spread
  where k > m * share
),
tails_of_days as (
  select
    account_id, m, gap_bin, k, m * share as expected,
    n_bins * betabinom_sf(
      k, m, share * (1 / of_gaps - 1), (1 - share) * (1 / of_gaps - 1)
    ) as p
  from crowded
),
alike as (
  select
    account_id,
    least(1, min(p)) as p_days,
    min_by(struct_pack(m, k, expected, gap_bin), (p, gap_bin)) as gaps
  from tails_of_days
  group by account_id
)
select
  account_id as entity_id,
  n::bigint as n_reviews,
  case when p_five <= p_one then 'five' else 'one' end as star,
  case when p_five <= p_one then five else one end::bigint as n_star,
  case when p_five <= p_one then expected_five else expected_one end as expected,
  gaps.m::bigint as n_gaps,
  gaps.k::bigint as n_alike,
  gaps.expected as expected_alike,
  list_extract(['0', '1', '2-4', '5-7', '8-13', '14-32', '33 or more'], gaps.gap_bin + 1) as days,
  p_stars,
  p_days,
  -2 * log10(greatest(p_stars, p_days, 1e-150)) as score,
  greatest(p_stars, p_days) ** 2 as p_value,
  (select count(*) from scaled semi join rhythms using (account_id)) as n_tests
from starred
join alike using (account_id)
where greatest(p_stars, p_days) ** 2 <= 0.1
""",
    why="{n_star:,} of {n_reviews:,} reviews give {star} stars, {expected:,.1f} expected, and "
    "{n_alike:,} of the {n_gaps:,} gaps between reviews are of {days} days, "
    "{expected_alike:,.1f} expected",
)
