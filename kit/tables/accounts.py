"""One row for each account: how much it wrote, over how long, and how long ago.

An account is thin when it wrote at most two reviews in all. `age_days` runs from its last review to
the end of the data: who joined last month had no time to write more (right-censoring).
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="accounts",
    about=__doc__ or "",
    reads=("reviews",),
    columns=("account_id", "n_reviews", "first_at", "last_at", "span_days", "age_days", "thin"),
    needs=("account_id",),
    sql="""
with data_end as (
  select max(posted_at) as ends_at from reviews
)
select
  account_id,
  count(*) as n_reviews,
  min(posted_at) as first_at,
  max(posted_at) as last_at,
  coalesce(date_diff('second', min(posted_at), max(posted_at)) / 86400.0, 0) as span_days,
  coalesce(date_diff('second', max(posted_at), any_value(ends_at)) / 86400.0, 0) as age_days,
  count(*) <= 2 as thin
from reviews cross join data_end
where account_id is not null
group by account_id
""",
)
