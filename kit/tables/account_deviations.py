"""One row for each account: how far its stars lie from those of established reviewers.

A review's deviation is |stars - mu|, where mu is the product's mean over established reviewers
(three reviews or more), without the review itself, shrunk by two reviews to the market's mean.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="account_deviations",
    about=__doc__ or "",
    reads=("reviews", "accounts", "products"),
    columns=("account_id", "n_stars", "mean_deviation", "share_five", "share_one"),
    needs=("account_id", "product_id", "stars"),
    sql="""
with market as (
  select avg(stars::double) as mean_stars from reviews
),
deviations as (
  select
    reviews.account_id,
    reviews.stars,
    abs(reviews.stars - (
      products.sum_established
        - case when accounts.n_reviews >= 3 then reviews.stars else 0 end
        + 2 * market.mean_stars
    ) / (
      products.n_established - case when accounts.n_reviews >= 3 then 1 else 0 end + 2
    )) as deviation
  from reviews
  join accounts using (account_id)
  join products using (product_id)
  cross join market
  where reviews.stars is not null
)
select
  account_id,
  count(*) as n_stars,
  round(avg(deviation), 9) as mean_deviation,
  avg((stars >= 4.75)::integer) as share_five,
  avg((stars <= 1.25)::integer) as share_one
from deviations
group by account_id
""",
)
