"""One row for each product: volume, life, stars, and what established reviewers give it.

An established reviewer wrote at least three reviews anywhere in the market.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="products",
    about=__doc__ or "",
    reads=("reviews", "accounts"),
    columns=(
        "product_id",
        "brand",
        "category",
        "n_reviews",
        "n_dated",
        "first_at",
        "last_at",
        "life_days",
        "n_stars",
        "sum_stars",
        "n_established",
        "sum_established",
    ),
    needs=("product_id",),
    sql="""
select
  product_id,
  min(brand) as brand,
  min(category) as category,
  count(*) as n_reviews,
  count(posted_at) as n_dated,
  min(posted_at) as first_at,
  max(posted_at) as last_at,
  coalesce(date_diff('second', min(posted_at), max(posted_at)) / 86400.0, 0) as life_days,
  count(stars) as n_stars,
  sum(stars::double) as sum_stars,
  count(stars) filter (accounts.n_reviews >= 3) as n_established,
  coalesce(sum(stars::double) filter (accounts.n_reviews >= 3), 0) as sum_established
from reviews left join accounts using (account_id)
where product_id is not null
group by product_id
""",
)
