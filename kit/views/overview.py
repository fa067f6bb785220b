"""What is in the case, in one line of figures?"""

from __future__ import annotations

import polars as pl

from kit.case import Case

SQL = """
select
  count(*) as reviews,
  count(distinct account_id) as accounts,
  count(distinct product_id) as products,
  min(posted_at)::date as first_day,
  max(posted_at)::date as last_day,
  round(avg(stars::double), 4) as mean_stars,
  round(avg((stars >= 4.5)::integer), 4) as five_star_share,
  round(avg(verified::integer), 4) as verified_share,
  count(*) - count(account_id) as without_account,
  count(*) - count(product_id) as without_product,
  count(*) - count(stars) as without_stars,
  count(*) - count(posted_at) as without_date,
  count(*) - count(text) as without_text
from reviews
"""


def overview(case: Case) -> pl.DataFrame:
    """Return the figures of a whole case.

    Parameters
    ----------
    case : Case

    Returns
    -------
    polars.DataFrame
        One row: reviews, accounts, products, first_day, last_day (Date), mean_stars,
        five_star_share (of reviews with stars; 4.5 and above), verified_share (of reviews that say
        so), without_account, without_product, without_stars, without_date, without_text (counts of
        reviews in which it is unknown).
    """
    return case.sql(SQL)
