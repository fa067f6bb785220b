"""Two accounts keep meeting on the same products within days, with the same verdict.

Signal
    Accounts of one seller or one broker serve the same orders, so they review the same products at
    the same time.
Null
    Each review of the second account falls at random among the market's reviews, and meets one of
    the first with the share of reviews that lie near it. So their number of meetings is Poisson;
    its mean is the largest of six: in the whole market, within each category or within each
    quarter of a year, from either account's side. Meetings on several products of one brand count
    once; where brands are unknown, a product's first four weeks do not count. q-values follow
    Benjamini-Yekutieli over all pairs of accounts with enough reviews.
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
    compares=("account_id", "product_id"),
    about=__doc__ or "",
    reads={
        "quiet_reviews": ("a", "topic", "quarter", "others"),
        "co_reviews": (
            "a",
            "b",
            "account_a",
            "account_b",
            "n_meetings",
            "n_products",
            "mean_days_apart",
        ),
    },
    params={
        "days": Param(7, low=1, high=30, unit="days"),
        "min_meetings": Param(3, low=2, high=10, unit="products of different brands"),
        "max_crowd": Param(60, low=10, high=500, unit="reviews on a product within the days"),
        "launch_days": Param(
            28, low=0, high=180, unit="days since a brandless product's first review"
        ),
    },
    dependent=True,
    sql="""
with members as (
  select a from co_reviews union select b from co_reviews
),
-- Each member's reviews and the reviews near them, by topic and by quarter; `near` / `market` is
-- the chance that another's review meets one of the member's.
by_topic as (
  select a, topic, count(*)::double as n, sum(others)::double as near
  from quiet_reviews semi join members using (a)
  group by all
),
by_quarter as (
  select a, quarter, count(*)::double as n, sum(others)::double as near
  from quiet_reviews semi join members using (a)
  group by all
),
volumes as (
  select a, sum(n) as n, sum(near) as near from by_topic group by a
),
market_topic as (
  select topic, count(*)::double as market from quiet_reviews group by topic
),
market_quarter as (
  select quarter, count(*)::double as market from quiet_reviews group by quarter
),
mean_topic as (
  select
    pairs.a, pairs.b,
    greatest(sum(x.n * y.near / market), sum(y.n * x.near / market)) as expected
  from co_reviews as pairs
  join by_topic as x on x.a = pairs.a
  join by_topic as y on y.a = pairs.b and y.topic = x.topic
  join market_topic on market_topic.topic = x.topic
  group by all
),
mean_quarter as (
  select
    pairs.a, pairs.b,
    greatest(sum(x.n * y.near / market), sum(y.n * x.near / market)) as expected
  from co_reviews as pairs
  join by_quarter as x on x.a = pairs.a
  join by_quarter as y on y.a = pairs.b and y.quarter = x.quarter
  join market_quarter on market_quarter.quarter = x.quarter
  group by all
),
population as (
  select count(distinct a)::double as n, count(*)::double as market from quiet_reviews
),
tails as (
  select
    pairs.*,
    greatest(
      x.n * y.near / market,
      y.n * x.near / market,
      coalesce(mean_topic.expected, 0),
      coalesce(mean_quarter.expected, 0)
    ) as expected
  from co_reviews as pairs
  join volumes as x on x.a = pairs.a
  join volumes as y on y.a = pairs.b
  cross join population
  left join mean_topic on mean_topic.a = pairs.a and mean_topic.b = pairs.b
  left join mean_quarter on mean_quarter.a = pairs.a and mean_quarter.b = pairs.b
)
select
  md5(concat_ws('|', account_a, account_b)) as entity_id,
  [{'kind': 'account', 'id': account_a}, {'kind': 'account', 'id': account_b}] as members,
  account_a,
  account_b,
  n_meetings,
  n_products,
  mean_days_apart,
  expected,
  $days as days,
  $min_meetings as min_meetings,
  $max_crowd as max_crowd,
  $launch_days as launch_days,
  -log10(greatest(poisson_sf(n_meetings, expected), 1e-300)) as score,
  poisson_sf(n_meetings, expected) as p_value,
  (select (n * (n - 1) / 2)::bigint from population) as n_tests
from tails
where poisson_sf(n_meetings, expected) <= 0.1
""",
    why="{account_a} and {account_b} gave {n_products:,} products of {n_meetings:,} brands the "
    "same verdict within {days} days of each other, {expected:.2g} expected",
)
