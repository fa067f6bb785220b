"""Reviews by which two accounts can meet: one for each account, product and verdict.

Only accounts with at least `min_meetings` reviews count, and only places where at most `max_crowd`
accounts gave the same verdict within `days` days: in a crowd everybody meets. `a` and `place`
number accounts and products, `maker` brands (a product without a brand is its own), `topic`
categories; `others` are the accounts near enough to meet. A catalogue shows one review on every
variant of a product: copies with the same account, time, stars and text are one `act`.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="quiet_reviews",
    about=__doc__ or "",
    reads=("reviews", "accounts", "products"),
    columns=(
        "account_id",
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
    params=("days", "min_meetings", "max_crowd"),
    needs=("account_id", "product_id", "stars", "posted_at"),
    sql="""
with active as (
  select account_id, (row_number() over (order by account_id))::integer as a
  from accounts
  where n_reviews >= $min_meetings
),
places as (
  select
    product_id,
    (row_number() over (order by product_id))::integer as place,
    (dense_rank() over (order by category))::integer as topic,
    (dense_rank() over (order by brand is null, coalesce(brand, product_id)))::integer as maker
  from products
),
-- An account counts once for each product and verdict, by its first review.
verdicts as (
  select
    a, any_value(account_id) as account_id, product_id, stars >= 3.5 as liked,
    min(date_diff('day', date '1990-01-01', posted_at::date))::integer as day,
    min(hash(a, posted_at, stars, coalesce(text, product_id))) as act
  from reviews join active using (account_id)
  where posted_at is not null and product_id is not null and (stars >= 3.5 or stars <= 2.5)
  group by a, product_id, liked
),
crowds as (
  select *, count(*) over (
    partition by product_id, liked order by day
    range between $days preceding and $days following
  ) as crowd
  from verdicts
)
select
  account_id, a, place, maker, act, topic, day // 91 as quarter, liked, day, crowd - 1 as others
from crowds join places using (product_id)
where crowd between 2 and $max_crowd
""",
)
