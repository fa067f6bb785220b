"""How do a product's stars lie against those of its category?"""

from __future__ import annotations

from datetime import date

import polars as pl
from scipy import stats

from kit.case import Case
from kit.views.look_up import check

CONFIDENCE = 0.95

SQL = """
with own_category as (
  select mode(category) as category from reviews where product_id = $product
),
counts as (
  select
    least(5, greatest(1, floor(stars + 0.5)))::integer as stars,
    count(*) filter (product_id = $product) as reviews,
    count(*) filter (product_id is distinct from $product) as others
  from reviews
  where stars is not null
    and ($from is null or posted_at >= $from::timestamp)
    and ($to is null or posted_at < $to::timestamp)
    and ((select category from own_category) is null
      or category = (select category from own_category) or product_id = $product)
  group by 1
)
select
  stars,
  coalesce(reviews, 0) as reviews,
  coalesce(others, 0) as category_reviews,
  (select category from own_category) as category
from (select unnest([1, 2, 3, 4, 5])::integer as stars) left join counts using (stars)
order by stars
"""


def product_stars(
    case: Case, product: str, start: date | None = None, end: date | None = None
) -> pl.DataFrame:
    """Return a product's histogram of stars beside that of its category's other products.

    Parts of stars are put with the nearest whole star, halves with the one above. Where the
    product has no category, it is compared with all other products.

    Parameters
    ----------
    case : Case
    product : str
        Product id.
    start, end : date, optional
        From `start` to before `end`, UTC, for the product and the others alike. With either,
        reviews without a date are left out.

    Returns
    -------
    polars.DataFrame
        Five rows: stars (1 to 5), reviews, share, low, high (Jeffreys' 95 % interval of the share),
        category_reviews, category_share (of the other products), category (NULL: all products).
        Shares are NULL where there is no review with stars.

    Raises
    ------
    NotFoundError
        When no review names the product.
    """
    check(case, "product", product)
    bars = case.sql(SQL, {"product": product, "from": start, "to": end})
    count, total = bars["reviews"].to_numpy(), int(bars["reviews"].sum())
    tail = (1 - CONFIDENCE) / 2
    low, high = (
        stats.beta.ppf(share, count + 0.5, total - count + 0.5) for share in (tail, 1 - tail)
    )
    return bars.select(
        "stars",
        "reviews",
        _share("reviews"),
        # By convention the interval reaches the end where nothing, or all, was counted.
        pl.when(total > 0).then(pl.Series(low)).round(4).alias("low"),
        pl.when(total > 0).then(pl.Series(high)).round(4).alias("high"),
        "category_reviews",
        _share("category_reviews").alias("category_share"),
        "category",
    ).with_columns(
        low=pl.when(pl.col("reviews") == 0, total > 0).then(0.0).otherwise("low"),
        high=pl.when(pl.col("reviews") == total, total > 0).then(1.0).otherwise("high"),
    )


def _share(column: str) -> pl.Expr:
    total = pl.col(column).sum()
    return pl.when(total > 0).then(pl.col(column) / total).round(4).alias("share")
