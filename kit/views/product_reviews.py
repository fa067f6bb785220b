"""Which reviews does a product have, in a period or in all?"""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from kit.case import Case
from kit.views.look_up import check

SQL = """
with own as (
  select * from reviews
  where product_id = $product
    and ($from is null or posted_at >= $from::timestamp)
    and ($to is null or posted_at < $to::timestamp)
),
accounts as (
  select account_id, count(*) as account_reviews
  from reviews semi join own using (account_id)
  group by account_id
)
select
  review_id, posted_at, account_id, account_name, account_reviews, stars, verified,
  helpful_votes, title, text
from own left join accounts using (account_id)
order by posted_at nulls last, review_id
"""


def product_reviews(
    case: Case,
    product: str,
    start: date | datetime | None = None,
    end: date | datetime | None = None,
) -> pl.DataFrame:
    """Return a product's reviews.

    Parameters
    ----------
    case : Case
    product : str
        Product id.
    start, end : date or datetime, optional
        From `start` to before `end`, UTC. With either, reviews without a date are left out.

    Returns
    -------
    polars.DataFrame
        In order of time: review_id, posted_at, account_id, account_name, account_reviews (the
        account's reviews in all of the case; NULL for an unknown account), stars, verified,
        helpful_votes, title, text.

    Raises
    ------
    NotFoundError
        When no review names the product.
    """
    check(case, "product", product)
    return case.sql(SQL, {"product": product, "from": start, "to": end})
