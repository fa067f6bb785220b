"""An account wrote much of all its reviews on one day, about one brand.

Signal
    A throw-away account, or one lent to a seller, does the whole order in one go: its busiest day
    holds an unusual share of its reviews, and an unusual share of that day is of one brand.
Null
    An account's further reviews join a sitting (a day it wrote on already) at a rate of its own,
    beta-distributed over accounts; given a sitting, further reviews are of a review's brand at a
    rate beta-distributed over sittings. Both are fitted to the market by moments. The busiest day's
    size and the share of one brand in it are tested one after the other, in closed form (Boole's
    bound over the places where a day could begin, and over the brands). Each is tested against the
    market and against the account's own other days, and the larger p-value counts. The p-value is
    the square of the larger of the two: both must be unusual. Copies of one review on variants of
    a product count once; reviews without a brand or a date are not counted.
Innocent explanation
    Somebody who sits down once a month and writes about all they bought, a loyal customer of the
    brand, or the buyer of a whole set who writes about all of it at once.
Source
    Mukherjee et al., "Spotting Opinion Spammers using Behavioral Footprints", KDD 2013, for the
    most reviews in a day (source not verified); the test is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="single_day_reviewer",
    family="account",
    flags=("account",),
    compares=("posted_at", "account_id"),
    about=__doc__ or "",
    reads={
        "accounts": ("n_reviews",),
        # Stars and text tell copies of a review apart where there are any; they are not needed.
        "reviews": ("account_id", "product_id", "parent_product_id", "brand", "posted_at"),
    },
    params={
        "min_reviews": Param(3, low=2, high=20, unit="reviews"),
        "correlation": Param(
            0.05, low=0.001, high=0.5, unit="least correlation within accounts and sittings"
        ),
    },
    sql="""
with dated as (
  select account_id, posted_at::date as day
  from reviews join accounts using (account_id)
  where n_reviews >= $min_reviews
    and product_id is not null and posted_at is not null and brand is not null
),
days as materialized (
  select account_id, day, count(*) as n from dated group by all
),
-- Copies of a review on variants of a product are one: only days of several reviews can hold them.
parts as (
  select
    account_id, day, brand,
    least(
      count(distinct coalesce(parent_product_id, product_id)),
      count(distinct hash(posted_at, stars, coalesce(text, product_id)))
    )::double as n
  from (select *, posted_at::date as day from reviews where brand is not null) as reviews
  semi join (select account_id, day from days where n >= 2) as crowded using (account_id, day)
  where product_id is not null
  group by all
),
sittings as materialized (
  select
    account_id, day,
    sum(n) as size,
    max(n) as most,
    max_by(brand, (n, brand)) as brand,
    sum(n * (n - 1)) as pairs_alike,
    sum(n * (n - 1) * (n - 2)) as triples_alike
  from parts
  group by all
),
writers as materialized (
  select
    account_id,
    sum(coalesce(size, 1)) as n_reviews,
    sum(coalesce(size, 1)) - count(*) as n_joined,
    max_by(day, (coalesce(size, 1), coalesce(most, 1), day)) as day
  from days left join sittings using (account_id, day)
  group by account_id
  having sum(coalesce(size, 1)) >= $min_reviews
),
-- Means over accounts and over sittings, so that no busy account decides: the share of further
-- reviews that join a sitting, of pairs within one that share a brand, and the same for two joins
-- and for triples. Two agree more often than the share's square says where people differ.
joining as (
  select
    avg(n_joined / (n_reviews - 1)) as share,
    avg(n_joined / (n_reviews - 1)) filter (n_reviews >= 3) as once,
    avg(n_joined * (n_joined - 1) / ((n_reviews - 1) * (n_reviews - 2))) filter (n_reviews >= 3)
      as twice
  from writers
),
agreeing as (
  select
    avg(pairs_alike / (size * (size - 1))) as share,
    avg(pairs_alike / (size * (size - 1))) filter (size >= 3) as once,
    avg(triples_alike / (size * (size - 1) * (size - 2))) filter (size >= 3) as twice
  from sittings
  where size >= 2
),
rates as (
  select kind, least(greatest(share, 1e-4), 0.9999) as share, once, twice
  from (
    select 'day' as kind, share, once, twice from joining
    union all
    select 'brand' as kind, share, once, twice from agreeing
  )
),
spreads as (
  select
    kind, share,
    1 / least(greatest(
      $correlation, coalesce((twice - once * once) / nullif(once - once * once, 0), 0)
    ), 0.9) - 1 as weight
  from rates
),
priors as (
  select
    max(share * weight) filter (kind = 'day') as day_a,
    max((1 - share) * weight) filter (kind = 'day') as day_b,
    max(share * weight) filter (kind = 'brand') as brand_a,
    max((1 - share) * weight) filter (kind = 'brand') as brand_b,
    max(share) filter (kind = 'brand') as brand_share
  from spreads
),
busiest as materialized (
  select
    account_id, day, n_reviews, size, most, brand,
    n_reviews - size as n_other,
    n_joined - (size - 1) as n_other_joined
  from writers join sittings using (account_id, day)
  where most >= 2
),
by_market as (
  select
    *,
    (n_other + 1) * betabinom_sf(size - 1, size - 1, day_a, day_b) as p_day_market,
    size / most * betabinom_sf(most - 1, size - 1, brand_a, brand_b) as p_brand_market
  from busiest cross join priors
),
unusual as materialized (
  select * from by_market where greatest(p_day_market, p_brand_market) ** 2 <= 0.1
),
-- What these accounts wrote about the brand on their other days.
theirs as (
  select account_id, brand, posted_at::date as day, coalesce(parent_product_id, product_id) as place
  from reviews semi join unusual using (account_id)
  where brand is not null
),
loyalty as (
  select account_id, count(distinct place) as n_loyal
  from theirs join unusual using (account_id, brand)
  where theirs.day <> unusual.day
  group by account_id
),
compared as (
  select *, least(coalesce(n_loyal, 0), n_other) as n_other_brand
  from unusual left join loyalty using (account_id)
),
tails as (
  select
    *,
    least(1, greatest(p_day_market, (n_other + 1) * betabinom_sf(
      size - 1, size - 1, day_a + n_other_joined, day_b + n_other - n_other_joined
    ))) as p_day,
    least(1, greatest(p_brand_market, size / most * betabinom_sf(
      most - 1, size - 1, brand_a + n_other_brand, brand_b + n_other - n_other_brand
    ))) as p_brand
  from compared
)
select
  account_id as entity_id,
  brand,
  day,
  n_reviews::bigint as n_reviews,
  size::bigint as n_on_day,
  most::bigint as n_of_brand,
  most / n_reviews as share,
  1 + (size - 1) * brand_share as expected,
  p_day,
  p_brand,
  -2 * log10(greatest(p_day, p_brand, 1e-150)) as score,
  greatest(p_day, p_brand) ** 2 as p_value,
  (select count(*) from writers) as n_tests
from tails
where greatest(p_day, p_brand) ** 2 <= 0.1
""",
    why="{n_of_brand:,} of its {n_reviews:,} reviews are of {brand} on {day:%Y-%m-%d}, a day on "
    "which it wrote {n_on_day:,}; {expected:,.1f} of one brand expected on such a day",
)
