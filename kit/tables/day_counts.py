"""One row for each product and day with a review: how many reviews of each kind.

An account is known where the review names one, and thin as in `accounts`. `n_stated` reviews say
whether the purchase is verified.
"""

from __future__ import annotations

from kit.tables.table import Table

TABLE = Table(
    name="day_counts",
    about=__doc__ or "",
    reads=("reviews", "accounts"),
    columns=(
        "product_id",
        "day",
        "n_reviews",
        "n_known",
        "n_thin",
        "n_stars",
        "n_five",
        "n_one",
        "n_stated",
        "n_verified",
    ),
    needs=("product_id", "posted_at"),
    sql="""
select
  product_id,
  posted_at::date as day,
  count(*) as n_reviews,
  count(accounts.account_id) as n_known,
  count(*) filter (accounts.thin) as n_thin,
  count(stars) as n_stars,
  count(*) filter (stars >= 4.75) as n_five,
  count(*) filter (stars <= 1.25) as n_one,
  count(verified) as n_stated,
  count(*) filter (verified) as n_verified
from reviews left join accounts using (account_id)
where product_id is not null and posted_at is not null
group by product_id, posted_at::date
""",
)
