"""One row for each product: what it got from who wrote once, and from the established.

Counted apart for accounts that wrote one review in all and for the established, with three or more:
`n_...` reviews with stars, `sum_...` of these stars, `middle_...` of them with two to four.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="product_opinions",
    about=__doc__ or "",
    reads=("reviews", "accounts"),
    columns=(
        "product_id",
        "n_once",
        "sum_once",
        "middle_once",
        "n_established",
        "sum_established",
        "middle_established",
    ),
    needs=("account_id", "product_id", "stars"),
    sql="""
select
  product_id,
  count(*) filter (n_reviews = 1) as n_once,
  coalesce(sum(stars::double) filter (n_reviews = 1), 0) as sum_once,
  count(*) filter (n_reviews = 1 and stars between 1.26 and 4.74) as middle_once,
  count(*) filter (n_reviews >= 3) as n_established,
  coalesce(sum(stars::double) filter (n_reviews >= 3), 0) as sum_established,
  count(*) filter (n_reviews >= 3 and stars between 1.26 and 4.74) as middle_established
from reviews join accounts using (account_id)
where stars is not null and product_id is not null
group by product_id
""",
)
