"""How many days lie between an account's reviews: one row for each account and bin of gaps.

A gap is the number of days from one review to the account's next. Bins are those of the published
ETG: 0, then up to 1, 4, 7, 13 and 32 days, then all that is longer (`gap_bin` 0 to 6).
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="account_gaps",
    about=__doc__ or "",
    reads=("reviews",),
    columns=("account_id", "gap_bin", "n_gaps"),
    needs=("account_id", "posted_at"),
    sql="""
with days as (
  select account_id, posted_at::date as day
  from reviews
  where account_id is not null and posted_at is not null
),
gaps as (
  select
    account_id,
    date_diff('day', lag(day) over (partition by account_id order by day), day) as gap
  from days
)
select
  account_id,
  case
    when gap = 0 then 0
    when gap <= 1 then 1
    when gap <= 4 then 2
    when gap <= 7 then 3
    when gap <= 13 then 4
    when gap <= 32 then 5
    else 6
  end as gap_bin,
  count(*) as n_gaps
from gaps
where gap is not null
group by all
""",
)
