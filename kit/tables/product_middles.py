"""One row for each product: how often two to four stars were given, by whom.

Counted apart for accounts that wrote once and for the established, with three reviews or more:
`n_...` reviews with stars, `middle_...` of them with two to four.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="product_middles",
    about=__doc__ or "",
    reads=("reviews", "accounts"),
    columns=("product_id", "n_once", "middle_once", "n_established", "middle_established"),
    needs=("account_id", "product_id", "stars"),
    sql="""
select
  product_id,
  count(*) filter (n_reviews = 1) as n_once,
  count(*) filter (n_reviews = 1 and stars between 1.26 and 4.74) as middle_once,
  count(*) filter (n_reviews >= 3) as n_established,
  count(*) filter (n_reviews >= 3 and stars between 1.26 and 4.74) as middle_established
from reviews join accounts using (account_id)
where stars is not null and product_id is not null
group by product_id
""",
)
