"""One row for each account, product and verdict (liked or not): the account's first such review.

Three stars are no verdict, and accounts with a single review are left out: they meet nobody twice.
`a` numbers accounts, `place` products and verdicts (its half is the product), `maker` brands (a
product that is not `branded` is its own, or its variants'), `topic` categories, `day` days since
1990, `quarter` stretches of 91 days; `age` is the product's age in days since its first review. A
catalogue shows one review on every variant of a product: copies with the same account, time, stars
and text are one `act`; so are those without a text where the time is known to the second, or where
the products show each other's reviews (`variants`). Rows are numbered by place, day and account.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="verdicts",
    about=__doc__ or "",
    reads=("reviews", "accounts", "products", "variants"),
    columns=(
        "row",
        "account_id",
        "product_id",
        "a",
        "place",
        "maker",
        "branded",
        "topic",
        "quarter",
        "liked",
        "day",
        "age",
        "act",
        "n_reviews",
    ),
    needs=("account_id", "product_id", "stars", "posted_at"),
    sql="""
with active as (
  select account_id, n_reviews, (row_number() over (order by account_id))::integer as a
  from accounts
  where n_reviews >= 2
),
places as (
  select
    product_id, first_at, coalesce(listing, product_id) as listing, brand is not null as branded,
    (2 * row_number() over (order by product_id))::integer as place,
    (dense_rank() over (order by category))::integer as topic,
    (dense_rank() over (
      order by brand is null, coalesce(brand, listing, product_id)
    ))::integer as maker
  from products left join variants using (product_id)
),
firsts as (
  select
    a, any_value(account_id) as account_id, any_value(n_reviews) as n_reviews,
    product_id, stars >= 3.5 as liked, min(posted_at) as posted_at,
    min(hash(
      a, posted_at, stars,
      coalesce(text, case when posted_precision = 'second' then '' else listing end)
    )) as act
  from reviews join active using (account_id) join places using (product_id)
  where posted_at is not null and product_id is not null and (stars >= 3.5 or stars <= 2.5)
  group by a, product_id, liked
),
dated as (
  select
    account_id, product_id, a, place + liked::integer as place, maker, branded, topic, liked,
    date_diff('day', date '1990-01-01', posted_at::date)::integer as day,
    date_diff('day', first_at::date, posted_at::date)::integer as age,
    act, n_reviews
  from firsts join places using (product_id)
)
select
  (row_number() over (order by place, day, a) - 1)::integer as row,
  account_id, product_id, a, place, maker, branded, topic, day // 91 as quarter, liked, day, age,
  act, n_reviews
from dated
order by row
""",
)
