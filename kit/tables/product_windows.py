"""One row for each product and window of `window_days` in which it was reviewed.

Windows lie on two staggered grids, the second shifted by half a window, so that a burst of up to
half a window falls whole into one of them. `n_stated` reviews say whether the purchase is verified.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="product_windows",
    about=__doc__ or "",
    reads=("reviews", "accounts"),
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
  select
    product_id,
    date_diff('day', date '1990-01-01', posted_at::date) as day,
    count(*) as n_reviews,
    count(accounts.account_id) as n_known,
    count(*) filter (accounts.thin) as n_thin,
    count(stars) as n_stars,
    count(*) filter (stars >= 4.75) as n_five,
    count(*) filter (stars <= 1.25) as n_one,
    count(verified) as n_stated,
    count(*) filter (verified) as n_verified
  from reviews left join accounts using (account_id)
  where product_id is not null and posted_at is not null
  group by all
)
select
  product_id,
  shift,
  (day + shift) // $window_days as slot,
  date '1990-01-01' + ((day + shift) // $window_days * $window_days - shift)::integer
    as window_start,
  date '1990-01-01' + (((day + shift) // $window_days + 1) * $window_days - shift)::integer
    as window_end,
  sum(n_reviews)::bigint as n_reviews,
  sum(n_known)::bigint as n_known,
  sum(n_thin)::bigint as n_thin,
  sum(n_stars)::bigint as n_stars,
  sum(n_five)::bigint as n_five,
  sum(n_one)::bigint as n_one,
  sum(n_stated)::bigint as n_stated,
  sum(n_verified)::bigint as n_verified
from days cross join shifts
group by all
""",
)
