"""One row for each product and window of `window_days` in which it was reviewed.

Windows lie on two staggered grids, the second shifted by half a window, so that a burst of up to
half a window falls whole into one of them. `n_stated` reviews say whether the purchase is verified.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="product_windows",
    about=__doc__ or "",
    reads=("day_counts",),
    columns=(
        "product_id",
        "shift",
        "slot",
        "window_start",
        "window_end",
        "n_reviews",
        "n_known",
        "n_thin",
        "n_stars",
        "n_five",
        "n_one",
        "n_stated",
        "n_verified",
    ),
    params=("window_days",),
    needs=("product_id", "posted_at"),
    sql="""
with shifts as (
  select 0 as shift union select $window_days // 2
),
days as (
  select *, date_diff('day', date '1990-01-01', day) as number from day_counts
),
windows as (
  select
    product_id,
    shift,
    (number + shift) // $window_days as slot,
    sum(n_reviews)::bigint as n_reviews,
    sum(n_known)::bigint as n_known,
    sum(n_thin)::bigint as n_thin,
    sum(n_stars)::bigint as n_stars,
    sum(n_five)::bigint as n_five,
    sum(n_one)::bigint as n_one,
    sum(n_stated)::bigint as n_stated,
    sum(n_verified)::bigint as n_verified
  from days cross join shifts
  group by product_id, shift, slot
)
select
  product_id,
  shift,
  slot,
  date '1990-01-01' + (slot * $window_days - shift)::integer as window_start,
  date '1990-01-01' + ((slot + 1) * $window_days - shift)::integer as window_end,
  windows.* exclude (product_id, shift, slot)
from windows
""",
)
