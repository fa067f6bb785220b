"""Members of rings: accounts that keep meeting in the same windows of several products.

The search is made twice: with windows of `span_days`, for orders that are delivered at once, and of
`slow_days`, for those that trickle in. Only verdicts outside a crowd (`max_crowd` in a window),
outside a product's first `launch_days`, and by accounts with at most `max_verdicts` verdicts can
begin a ring, and two of its windows lie at most `apart_days` apart. The search itself is in
`kit.rings`.
"""

from __future__ import annotations

from kit.rings import find_rings
from kit.tables.table import Table

TABLE = Table(
    name="rings",
    about=__doc__ or "",
    reads=("verdicts",),
    columns=(
        "ring",
        "span",
        "p_ring",
        "a",
        "n_products",
        "expected",
        "p_account",
        "n_tests",
        "windows",
    ),
    params=("span_days", "slow_days", "apart_days", "max_crowd", "launch_days", "max_verdicts"),
    needs=("account_id", "product_id", "stars", "posted_at"),
    then=find_rings,
    one_core=True,
    sql="""
with crowds as (
  select row, a, place, day, age, act,
    count(*) over (
      partition by place order by day range between current row and $span_days - 1 following
    ) as crowd,
    count(*) over (
      partition by place order by day range between current row and $slow_days - 1 following
    ) as slow_crowd
  from verdicts
),
few as (
  select a from verdicts group by a having count(*) between 2 and $max_verdicts
),
quiet as (
  select row, a, place, place // 2 as product, day, act, slow_crowd <= $max_crowd as slow
  from crowds semi join few using (a)
  where crowd <= $max_crowd and age >= $launch_days
),
-- Two verdicts of one account are a point. One is worth looking at that has two others within a
-- window's days on both sides: only such points can lie in two windows that share three accounts.
points as materialized (
  select
    x.row as row, y.row as partner, x.place as p, y.place as q, x.day as x, y.day as y,
    x.slow and y.slow as slow
  from quiet as x join quiet as y
    on x.a = y.a and x.product < y.product and x.act <> y.act
    and y.day between x.day - $apart_days and x.day + $apart_days
),
shared as (
  select p, q from points group by p, q having count(*) >= 3
),
together as materialized (
  select * from points semi join shared using (p, q)
),
distances as (
  select
    one.row, one.partner,
    greatest(abs(one.x - other.x), abs(one.y - other.y)) as apart,
    one.slow and other.slow as slow
  from together as one join together as other
    on one.p = other.p and one.q = other.q and abs(one.x - other.x) < $slow_days
),
-- A point is at no distance from itself.
near as (
  select
    row, partner,
    count(*) filter (apart < $span_days) as n_near,
    count(*) filter (slow and apart < $slow_days) as n_slow
  from distances
  where apart < $span_days or slow and apart < $slow_days
  group by row, partner
  having n_near >= 3 or n_slow >= 3
),
partners as (
  select
    row,
    list(partner order by partner) filter (n_near >= 3) as partners,
    list(partner order by partner) filter (n_slow >= 3) as slow_partners
  from near
  group by row
)
select row, a, place, topic, maker, quarter, day, age, act, partners, slow_partners
from verdicts left join partners using (row)
order by row
""",
)
