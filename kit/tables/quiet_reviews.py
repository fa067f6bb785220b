"""Verdicts by which two accounts can meet.

Only accounts with at least `min_meetings` reviews count, and only places where at most `max_crowd`
accounts gave the same verdict within `days` days: in a crowd everybody meets. Where a product's
brand is unknown, verdicts in its first `launch_days` do not count: fans of one author or maker meet
on each release, and only the brand would tell that it is one interest. `others` are the
accounts near enough to meet; the other columns are those of `verdicts`.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="quiet_reviews",
    about=__doc__ or "",
    reads=("verdicts",),
    columns=(
        "a",
        "place",
        "maker",
        "act",
        "topic",
        "quarter",
        "liked",
        "day",
        "others",
    ),
    params=("days", "min_meetings", "max_crowd", "launch_days"),
    needs=("account_id", "product_id", "stars", "posted_at"),
    sql="""
with crowds as (
  select *, count(*) over (
    partition by place order by day range between $days preceding and $days following
  ) as crowd
  from verdicts
  where n_reviews >= $min_meetings and (branded or age >= $launch_days)
)
select
  a, place, maker, act, topic, quarter, liked, day, crowd - 1 as others
from crowds
where crowd between 2 and $max_crowd
""",
)
