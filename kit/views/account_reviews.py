"""What did an account review, and how do its stars lie against the others'?"""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.views.look_up import check

SQL = """
with own as (
  select * from reviews where account_id = $account
),
products as (
  select product_id, count(*) as product_reviews, count(stars) as n_stars,
    sum(stars::double) as sum_stars
  from reviews semi join own using (product_id)
  group by product_id
)
select
  own.review_id, own.posted_at, own.product_id, own.stars,
  round((sum_stars - coalesce(own.stars, 0))
    / nullif(n_stars - (own.stars is not null)::integer, 0), 4) as product_mean,
  product_reviews, own.verified, own.helpful_votes, own.brand, own.category, own.title, own.text
from own left join products using (product_id)
order by own.posted_at nulls last, own.review_id
"""


def account_reviews(case: Case, account: str) -> pl.DataFrame:
    """Return an account's reviews.

    Parameters
    ----------
    case : Case
    account : str
        Account id.

    Returns
    -------
    polars.DataFrame
        In order of time: review_id, posted_at, product_id, stars, product_mean (the mean of the
        product's other reviews; NULL where there is none), product_reviews (in all of the case),
        verified, helpful_votes, brand, category, title, text.

    Raises
    ------
    NotFoundError
        When no review names the account.
    """
    check(case, "account", account)
    return case.sql(SQL, {"account": account})
