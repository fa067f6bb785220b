"""Reviews of a product are gone later on, more or other ones than the market's rate explains.

Signal
    A market that learns of a campaign takes its reviews down together. So do sellers who have
    criticism removed, and accounts that are closed once they are paid.
Null
    Between two looks at the market, a review that a capture covers is gone at the rate of other
    products' reviews of its age, stars and kind of purchase in the same stretch, shrunk by ten
    reviews to the stretch's rate. A product's number of reviews that stayed away is
    negative-binomial around the sum of these, because what is taken down goes in batches. Its
    over-dispersion is the smallest of a grid under which, of products that are not far out (below
    one in a thousand), no more than a tenth lie in the upper tenth, and at least the given one.
    How many of those gone gave five stars, one star, are unverified, or were posted in one window
    is beta-binomial, with their shares of the expected sum. The p-value is the smallest of all
    these: half of its level for the number, an eighth for each of the four others, windows
    corrected for how many there are. It is conservative: counts are small, and what is taken down
    elsewhere raises the market's rate.
Innocent explanation
    The market joined or parted a listing, or cleared away reviews of another product; a shop
    closed; people took down what they wrote after an exchange. The market's mistakes look the same.
Source
    ReviewMeta, "Analysis Test: Deleted Reviews", 2016 (reviewmeta.com/blog; source not verified),
    for the signal. The test is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="take_back",
    family="account",
    flags=("product",),
    compares=("product_id",),
    about=__doc__ or "",
    reads={
        "takedowns": (
            "review_id",
            "product_id",
            "stars",
            "verified",
            "posted_at",
            "opened",
            "from_at",
            "to_at",
            "gone",
            "returned",
        ),
    },
    params={
        "min_reviews": Param(10, low=5, high=1000, unit="reviews looked for again"),
        "window_days": Param(14, low=2, high=60, unit="days"),
        "dispersion": Param(0.1, low=0.0, high=5.0, unit="least over-dispersion of products"),
        "correlation": Param(0.02, low=0.001, high=0.5, unit="least within-product correlation"),
    },
    sql="""
with looked_for as (
  select
    review_id, product_id, opened, to_at,
    case
      when posted_at is null then -1
      when date_diff('day', posted_at, from_at) < 7 then 0
      when date_diff('day', posted_at, from_at) < 30 then 1
      when date_diff('day', posted_at, from_at) < 90 then 2
      when date_diff('day', posted_at, from_at) < 365 then 3
      else 4
    end as age,
    case when stars >= 4.5 then 5 when stars <= 1.5 then 1 when stars is not null then 3 end
      as extreme,
    verified,
    date_diff('day', date '1990-01-01', posted_at::date) // $window_days as slot,
    gone and not returned as gone
  from takedowns
  where product_id is not null
),
-- What went and what was there, for each product and kind of review in each stretch.
cells as (
  select
    product_id, opened, to_at, age, extreme, verified, slot,
    count(*)::double as n, count(*) filter (gone)::double as n_gone
  from looked_for
  group by all
),
mine as (
  select
    product_id, opened, to_at, age, extreme, verified,
    sum(n) as n, sum(n_gone) as n_gone
  from cells
  group by all
),
strata as (
  select opened, to_at, age, extreme, verified, sum(n) as n, sum(n_gone) as n_gone
  from mine
  group by all
),
stretches as (
  select opened, to_at, sum(n_gone) / sum(n) as rate from strata group by all
),
rates as (
  select
    mine.* exclude (n, n_gone),
    (strata.n_gone - mine.n_gone + 10 * rate) / (strata.n - mine.n + 10) as rate
  from mine
  join strata
    on strata.opened = mine.opened and strata.to_at = mine.to_at and strata.age = mine.age
    and strata.extreme is not distinct from mine.extreme
    and strata.verified is not distinct from mine.verified
  join stretches on stretches.opened = mine.opened and stretches.to_at = mine.to_at
),
expectations as materialized (
  select cells.*, n * rate as expected
  from cells
  join rates
    on rates.product_id = cells.product_id
    and rates.opened = cells.opened and rates.to_at = cells.to_at and rates.age = cells.age
    and rates.extreme is not distinct from cells.extreme
    and rates.verified is not distinct from cells.verified
),
sizes as (
  select product_id, count(distinct review_id) as n_reviews from looked_for group by product_id
),
tested as materialized (
  select product_id, n_reviews, sum(n_gone) as n_gone, sum(expected) as expected
  from expectations join sizes using (product_id)
  where n_reviews >= $min_reviews
  group by all
  having sum(expected) > 0
),
grid as (
  select unnest([0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0])::double as a
),
-- Between "as many or more" and "more": counts are coarse.
middles as (
  select
    a, (negbinom_sf(n_gone, expected, a) + negbinom_sf(n_gone + 1, expected, a)) / 2 as p_middle
  from tested cross join grid
),
upper_tenths as (
  select a, avg((p_middle <= 0.1)::integer) as share
  from middles
  where p_middle > 0.001
  group by a
),
spread as (
  select greatest($dispersion, coalesce(min(a) filter (share <= 0.1), max(a))) as dispersion
  from upper_tenths
),
kinds as (
  select product_id, 'gave five stars' as alike, n_gone, expected
  from expectations where extreme = 5
  union all
  select product_id, 'gave one star' as alike, n_gone, expected
  from expectations where extreme = 1
  union all
  select product_id, 'are not marked as verified' as alike, n_gone, expected
  from expectations where not verified
  union all
  select
    product_id,
    'were posted in ' || $window_days || ' days from '
      || (date '1990-01-01' + (slot * $window_days)::integer)::varchar as alike,
    n_gone, expected
  from expectations where slot is not null
),
classes as (
  select
    product_id, alike, starts_with(alike, 'were posted') as dated,
    sum(n_gone) as n_alike, sum(expected) as expected_alike
  from kinds
  group by all
),
shares as (
  select
    classes.* exclude (expected_alike),
    count(*) over (partition by product_id, dated) as n_classes,
    tested.n_gone,
    least(0.999, expected_alike / expected) as share
  from classes join tested using (product_id)
),
odd as (
  select
    product_id, alike, n_alike, n_gone * share as expected_alike,
    8 * (case when dated then n_classes else 1 end) * betabinom_sf(
      n_alike, n_gone, share * (1 / $correlation - 1), (1 - share) * (1 / $correlation - 1)
    ) as p_alike
  from shares
  where n_alike >= 2 and n_alike > n_gone * share
  qualify row_number() over (partition by product_id order by p_alike, alike) = 1
),
tails as (
  select
    product_id, n_reviews, tested.n_gone, expected,
    case
      when p_alike <= 0.1 then
        '; ' || n_alike::bigint || ' of these ' || alike || ', '
        || printf('%.1f', expected_alike) || ' expected'
      else ''
    end as also,
    dispersion,
    least(
      1.0,
      coalesce(p_alike, 1.0),
      case when n_gone > expected then 2 * negbinom_sf(n_gone, expected, dispersion) else 1.0 end
    ) as p_value
  from tested
  left join odd using (product_id)
  cross join spread
)
select
  product_id as entity_id,
  n_reviews,
  n_gone::bigint as n_gone,
  expected,
  n_gone / expected as rate_ratio,
  also,
  dispersion,
  -log10(greatest(p_value, 1e-300)) as score,
  p_value,
  (select count(*) from tested) as n_tests
from tails
where p_value <= 0.1
""",
    why="{n_gone:,} of {n_reviews:,} reviews were gone when they were looked for again, "
    "{expected:,.1f} expected at the market's rate{also}",
)
