"""One row for each product and day with a review: how crowded that day is on the product.

`crowd` compares the reviews near in time, each counted exp(-|days apart| / 7), with what the
product's reviews would give if spread evenly over its life; 0 means as expected, in natural logs.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="product_days",
    about=__doc__ or "",
    reads=("day_counts", "products"),
    columns=("product_id", "day", "n_reviews", "crowd"),
    needs=("product_id", "posted_at"),
    sql="""
with
-- e^(t/7) overflows after 13 years, so time is counted from the middle of the product's life.
centred as (
  select
    product_id, day, day_counts.n_reviews, n_dated, life_days,
    date_diff('day', first_at::date, day) - life_days / 2 as t
  from day_counts join products using (product_id)
),
running as (
  select
    product_id, day, n_reviews, t, n_dated, life_days,
    sum(n_reviews * exp(t / 7)) over before as rising,
    sum(n_reviews * exp(-t / 7)) over after as falling
  from centred
  window
    before as (partition by product_id order by day),
    after as (partition by product_id order by day desc)
)
select
  product_id,
  day,
  n_reviews,
  round(
    ln(greatest(exp(-t / 7) * rising + exp(t / 7) * falling - n_reviews, 1))
      - ln(1 + 14 * n_dated / (1 + life_days)),
    9
  ) as crowd
from running
""",
)
