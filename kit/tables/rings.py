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
    sql="""
with crowds as (
  select row, a, place, day, age, act,
    count(*) over (
      partition by place order by day range between current row and $span_days - 1 following
    ) as crowd,
    count(*) over (
      partition by place order by day range between current row and $slow_days - 1 following
    ) as slow_crowd,
    count(*) over (partition by a) as n_verdicts
  from verdicts
),
quiet as (
  select row, a, place, day, act, slow_crowd <= $max_crowd as slow
  from crowds
  where crowd <= $max_crowd and n_verdicts between 2 and $max_verdicts and age >= $launch_days
),
-- Two verdicts of one account are a point; three points of one cell of days are worth looking at.
points as materialized (
  select
    x.row as row, y.row as partner, x.place as p, y.place as q, x.day as x, y.day as y,
    x.slow and y.slow as slow
  from quiet as x join quiet as y
    on x.a = y.a and x.place // 2 < y.place // 2 and x.act <> y.act
    and y.day between x.day - $apart_days and x.day + $apart_days
),
shared as (
  select p, q from points group by p, q having count(*) >= 3
),
shifts as (
  select span, s, t
  from (values ($span_days), ($slow_days)) as spans(span)
  cross join (values (0, 0), (0, 1), (1, 0), (1, 1)) as steps(s, t)
),
cells as (
  select row, partner, p, q, span, x // span - s as cell_x, y // span - t as cell_y
  from points semi join shared using (p, q) cross join shifts
  where slow or span = $span_days
),
full_cells as (
  select p, q, span, cell_x, cell_y from cells group by all having count(*) >= 3
),
partners as (
  select
    row,
    list_sort(list_distinct(list(partner) filter (span = $span_days))) as partners,
    list_sort(list_distinct(list(partner) filter (span = $slow_days))) as slow_partners
  from cells semi join full_cells using (p, q, span, cell_x, cell_y)
  group by row
)
select row, a, place, topic, maker, quarter, day, age, act, partners, slow_partners
from verdicts left join partners using (row)
order by row
""",
)
