"""Two accounts keep meeting on the same products within days, with the same verdict.

Signal
    Accounts of one seller or one broker serve the same orders, so they review the same products at
    the same time.
Null
    Two accounts meet by chance: their number of meetings is Poisson with the largest of three
    means, each the product of the two accounts' volumes and the market's rate of meetings: over
    the whole market, within each category, and within each quarter of a year. Meetings on several
    products of one brand count once. q-values follow Benjamini-Yekutieli over all pairs of
    accounts with enough reviews.
Innocent explanation
    A family or friends who share purchases, fans of the same authors, or members of a hobby group
    who buy what the others recommend.
Source
    Mukherjee, Liu & Glance, "Spotting Fake Reviewer Groups in Consumer Reviews", WWW 2012, for
    groups that review together (source not verified); the Poisson test over all pairs is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="co_review_pair",
    family="ring",
    flags=("pair",),
    about=__doc__ or "",
    reads={
        "reviews": ("account_id", "product_id", "stars", "posted_at"),
        "accounts": ("account_id", "n_reviews"),
        "products": ("product_id", "brand", "category"),
    },
    params={
        "days": Param(7, low=1, high=30, unit="days"),
        "min_meetings": Param(3, low=2, high=10, unit="products of different brands"),
        "max_crowd": Param(60, low=10, high=500, unit="reviews on a product within the days"),
    },
    dependent=True,
    sql="""
with active as (
  select account_id, (row_number() over (order by account_id))::integer as a
  from accounts
  where n_reviews >= $min_meetings
),
-- An account counts once for each product and verdict, by its first review.
verdicts as (
  select
    a, product_id, stars >= 3.5 as liked,
    min(date_diff('day', date '1990-01-01', posted_at::date))::integer as day
  from reviews join active using (account_id)
  where posted_at is not null and product_id is not null and (stars >= 3.5 or stars <= 2.5)
  group by all
),
crowds as (
  select *, count(*) over (
    partition by product_id, liked order by day
    range between $days preceding and $days following
  ) as crowd
  from verdicts
),
places as (
  select
    product_id,
    (row_number() over (order by product_id))::integer as place,
    coalesce(dense_rank() over (order by category), 0)::integer as topic,
    coalesce(brand, product_id) as maker
  from products
),
quiet as materialized (
  select a, place, topic, liked, day, day // 91 as quarter
  from crowds join places using (product_id)
  where crowd between 2 and $max_crowd
),
meetings as materialized (
  select
    x.a as a, y.a as b, x.place, x.topic, x.quarter, abs(x.day - y.day) as apart
  from quiet as x join quiet as y
    on x.place = y.place and x.liked = y.liked and x.a < y.a
    and y.day between x.day - $days and x.day + $days
),
repeated as (
  select a, b from meetings group by a, b having count(*) >= $min_meetings
),
pairs as materialized (
  select
    a, b,
    count(distinct place) as n_products,
    count(distinct maker) as n_meetings,
    avg(apart) as mean_days_apart
  from meetings
  join repeated using (a, b)
  join places using (place)
  group by a, b
  having count(distinct maker) >= $min_meetings
),
-- Rates of meetings: pairs that met among all pairs of reviews, in all, by topic and by quarter.
met as (
  select topic, quarter, count(*) as n from meetings group by all
),
written as (
  select topic, quarter, count(*) as n from quiet group by all
),
rate_all as (
  select (select sum(n) from met) / (select pow(sum(n), 2) / 2 from written) as rate
),
rate_topic as (
  select topic, any_value(met.n) / (pow(sum(written.n), 2) / 2) as rate
  from written join (select topic, sum(n) as n from met group by topic) as met using (topic)
  group by topic
),
rate_quarter as (
  select quarter, any_value(met.n) / (pow(sum(written.n), 2) / 2) as rate
  from written join (select quarter, sum(n) as n from met group by quarter) as met using (quarter)
  group by quarter
),
members as (
  select a from pairs union select b from pairs
),
volumes as (
  select a, count(*)::double as n from quiet semi join members using (a) group by a
),
by_topic as (
  select a, topic, count(*)::double as n from quiet semi join members using (a) group by all
),
by_quarter as (
  select a, quarter, count(*)::double as n from quiet semi join members using (a) group by all
),
mean_topic as (
  select pairs.a, pairs.b, sum(x.n * y.n * rate) as expected
  from pairs
  join by_topic as x on x.a = pairs.a
  join by_topic as y on y.a = pairs.b and y.topic = x.topic
  join rate_topic on rate_topic.topic = x.topic
  group by all
),
mean_quarter as (
  select pairs.a, pairs.b, sum(x.n * y.n * rate) as expected
  from pairs
  join by_quarter as x on x.a = pairs.a
  join by_quarter as y on y.a = pairs.b and y.quarter = x.quarter
  join rate_quarter on rate_quarter.quarter = x.quarter
  group by all
),
tails as (
  select
    pairs.*,
    greatest(
      x.n * y.n * rate_all.rate,
      coalesce(mean_topic.expected, 0),
      coalesce(mean_quarter.expected, 0)
    ) as expected
  from pairs
  join volumes as x on x.a = pairs.a
  join volumes as y on y.a = pairs.b
  cross join rate_all
  left join mean_topic on mean_topic.a = pairs.a and mean_topic.b = pairs.b
  left join mean_quarter on mean_quarter.a = pairs.a and mean_quarter.b = pairs.b
),
population as (
  select count(distinct a)::double as n from quiet
)
select
  md5(concat_ws('|', x.account_id, y.account_id)) as entity_id,
  [{'kind': 'account', 'id': x.account_id}, {'kind': 'account', 'id': y.account_id}] as members,
  x.account_id as account_a,
  y.account_id as account_b,
  n_meetings,
  n_products,
  mean_days_apart,
  expected,
  -log10(greatest(poisson_sf(n_meetings, expected), 1e-300)) as score,
  poisson_sf(n_meetings, expected) as p_value,
  (select (n * (n - 1) / 2)::bigint from population) as n_tests
from tails
join active as x on x.a = tails.a
join active as y on y.a = tails.b
where poisson_sf(n_meetings, expected) <= 0.1
""",
    why="{account_a} and {account_b} gave {n_products:,} products of {n_meetings:,} brands the "
    "same verdict within {days} days of each other, {expected:.2g} expected",
)
