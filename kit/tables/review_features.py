"""One row for each review: the published features that need no text, under their own names.

Rank is the review's place among those of its product by day, from 1; reviews of one day share the
first of their places. RD is |stars - the product's mean|, the review itself included. EXT is 1 for
1 or 5 stars. DEV is 1 where RD / 4 > 0.63. ETF is 1 where 1 - t / 210 > 0.69, t being the days from
the product's first review to the account's last one of it. ISR is 1 where it is the account's only
review. NULL is what the review does not say.

Rayana & Akoglu, "Collective Opinion Spam Detection", KDD 2015; DEV, ETF and their thresholds after
Mukherjee et al., "Spotting Opinion Spammers using Behavioral Footprints", KDD 2013. Held against
the first author's published code, not against the papers (source not verified).
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="review_features",
    about=__doc__ or "",
    reads=("reviews", "accounts", "products"),
    columns=("review_id", "account_id", "product_id", "Rank", "RD", "EXT", "DEV", "ETF", "ISR"),
    needs=("account_id", "product_id"),
    sql="""
with known as (
  select
    review_id,
    reviews.account_id,
    reviews.product_id,
    stars,
    posted_at::date as day,
    abs(stars - sum_stars / n_stars) as deviation,
    products.first_at::date as first_day,
    accounts.n_reviews as n_own
  from reviews
  left join accounts using (account_id)
  left join products on products.product_id = reviews.product_id
),
-- An account's last review of a product, where it wrote more than one.
last_days as (
  select account_id, product_id, max(day) as last_day
  from known
  where account_id is not null and product_id is not null and n_own > 1
  group by all
  having count(*) > 1
),
placed as (
  select
    review_id, rank() over (partition by product_id order by day) as place
  from known
  where product_id is not null and day is not null
)
select
  review_id,
  known.account_id,
  known.product_id,
  place as "Rank",
  round(deviation, 9) as "RD",
  (stars >= 4.75 or stars <= 1.25)::integer as "EXT",
  (deviation / 4 > 0.63)::integer as "DEV",
  (1 - date_diff('day', first_day, coalesce(last_day, day)) / 210 > 0.69)::integer as "ETF",
  (n_own = 1)::integer as "ISR"
from known
left join placed using (review_id)
left join last_days
  on last_days.account_id = known.account_id and last_days.product_id = known.product_id
""",
)
