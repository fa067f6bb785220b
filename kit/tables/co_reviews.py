"""Pairs of accounts that met on products of at least `min_meetings` brands.

Two accounts meet on a product when they give it the same verdict within `days` days. Meetings on
several products of one brand count once, and so do those through copies of one review.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="co_reviews",
    about=__doc__ or "",
    reads=("quiet_reviews", "verdicts"),
    columns=(
        "a",
        "b",
        "account_a",
        "account_b",
        "n_meetings",
        "n_products",
        "mean_days_apart",
    ),
    params=("days", "min_meetings", "max_crowd", "launch_days"),
    binds=("days", "min_meetings"),
    needs=("account_id", "product_id", "stars", "posted_at"),
    sql="""
-- Who meets within `days` days is in one stretch of the calendar, or in two that follow each other.
with calendar as (
  select a, place, maker, act, day, day // ($days + 1) as stretch from quiet_reviews
),
earlier as (
  select *, stretch as meets from calendar union all select *, stretch + 1 as meets from calendar
),
meetings as materialized (
  select
    least(x.a, y.a) as a, greatest(x.a, y.a) as b, x.place, x.maker,
    if(x.a < y.a, x.act, y.act) as act_a,
    if(x.a < y.a, y.act, x.act) as act_b,
    y.day - x.day as apart
  from earlier as x join calendar as y
    on x.place = y.place and x.meets = y.stretch
    and y.day between x.day and x.day + $days and (x.day < y.day or x.a < y.a)
),
repeated as (
  select a, b from meetings group by a, b having count(*) >= $min_meetings
),
pairs as (
  select
    a, b,
    least(count(distinct maker), count(distinct act_a), count(distinct act_b)) as n_meetings,
    count(distinct place) as n_products,
    avg(apart) as mean_days_apart
  from meetings join repeated using (a, b)
  group by a, b
  having n_meetings >= $min_meetings
),
names as (
  select a, any_value(account_id) as account_id
  from verdicts
  where a in (select a from pairs union select b from pairs)
  group by a
)
select
  pairs.a, pairs.b, x.account_id as account_a, y.account_id as account_b,
  n_meetings, n_products, mean_days_apart
from pairs join names as x on x.a = pairs.a join names as y on y.a = pairs.b
""",
)
