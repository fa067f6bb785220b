"""How did the mix of stars change from month to month?"""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.views.look_up import check

SQL = """
with months as (
  select
    date_trunc('month', posted_at)::date as month,
    least(5, greatest(1, floor(stars + 0.5)))::integer as stars,
    stars as given
  from reviews
  where stars is not null and posted_at is not null
    and ($product is null or product_id = $product)
),
totals as (
  select month, count(*) as total, round(avg(given::double), 4) as mean_stars
  from months
  group by month
),
counts as (
  select month, stars, count(*) as reviews from months group by all
)
select month, stars, reviews, round(reviews / total, 4) as share, total, mean_stars
from counts join totals using (month)
order by month, stars
"""


def stars_months(case: Case, product: str | None = None) -> pl.DataFrame:
    """Return the stars of each month, of one product or of the whole market.

    Parts of stars are put with the nearest whole star, halves with the one above.

    Parameters
    ----------
    case : Case
    product : str, optional
        Product id; the whole market by default.

    Returns
    -------
    polars.DataFrame
        A row for each month and number of stars that occurs in it: month (Date, its first day),
        stars (1 to 5), reviews, share (of the month's), total (the month's reviews with stars),
        mean_stars (of the month, parts of stars kept).

    Raises
    ------
    NotFoundError
        When no review names the product.
    """
    if product is not None:
        check(case, "product", product)
    return case.sql(SQL, {"product": product})
