"""How many reviews did the market have each week?"""

from __future__ import annotations

import polars as pl

from kit.case import Case

SQL = """
with weeks as (
  select
    date_trunc('week', posted_at)::date as week,
    count(*) as reviews,
    count(distinct account_id) as accounts,
    count(distinct product_id) as products,
    round(avg(stars::double), 4) as mean_stars
  from reviews
  where posted_at is not null
  group by week
),
calendar as (
  select unnest(generate_series(min(week), max(week), interval 7 day))::date as week from weeks
)
select
  week,
  coalesce(reviews, 0) as reviews,
  coalesce(accounts, 0) as accounts,
  coalesce(products, 0) as products,
  mean_stars
from calendar left join weeks using (week)
order by week
"""


def market_weeks(case: Case) -> pl.DataFrame:
    """Return the market's weekly volume.

    Parameters
    ----------
    case : Case

    Returns
    -------
    polars.DataFrame
        A row for each week from the first review to the last, also a silent one: week (Date,
        Monday), reviews, accounts, products, mean_stars (NULL in a silent week).
    """
    return case.sql(SQL)
