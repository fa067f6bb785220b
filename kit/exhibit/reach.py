"""How far the listed accounts' reviews reached: products, first pages, readers, stars moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kit.trust import damage
from kit.trust.damage import DAMAGE

if TYPE_CHECKING:
    from kit.case import Case

_REACH = """
with theirs as (select * from reviews where account_id in (select account_id from listed))
select
  count(distinct account_id) as accounts,
  count(*) as reviews,
  count(*) filter (review_id in (select review_id from reached)) as in_findings,
  count(distinct product_id) as products,
  sum(helpful_votes)::bigint as helpful_votes,
  count(helpful_votes) as votes_known,
  (select min(posted_at)::date from reviews) as first_day,
  (select max(posted_at)::date from reviews) as last_day
from theirs
"""


def moved(case: Case, about: pl.DataFrame, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Return `kit.trust.damage` of the reviews that a finding is about: a row for each product.

    The listed accounts' other reviews stay with those of everybody else: nothing was seen in them.

    Parameters
    ----------
    case : Case
    about : polars.DataFrame
        review_id: reviews of listed accounts that a finding is about.
    findings : polars.DataFrame
        As from `kit.screen`.
    fdr : float
    """
    if about.is_empty():
        return pl.DataFrame(schema=DAMAGE)
    meant = about.select(pl.lit("review").alias("entity_kind"), entity_id="review_id")
    return damage(case, meant, findings=findings, fdr=fdr)


def reach(
    case: Case, listed: pl.DataFrame, about: pl.DataFrame, products: pl.DataFrame
) -> pl.DataFrame:
    """Return one row that says how far the reviews of the listed accounts reached.

    Parameters
    ----------
    case : Case
    listed : polars.DataFrame
        number, account_id.
    about : polars.DataFrame
        review_id: reviews that a finding is about.
    products : polars.DataFrame
        `moved`.

    Returns
    -------
    polars.DataFrame
        accounts, reviews, in_findings (reviews that a finding is about), products, helpful_votes
        (NULL: unknown of all), votes_known (reviews of which they are known), first_day and
        last_day of the case, first_page_products (with a listed review among the ten that a first
        page shows), first_page_reviews, half_star_products (moved by half a star or more),
        moved_up, moved_down (products, by more than nothing).
    """
    frames = {"listed": listed, "reached": about}
    shift = pl.col("stars_moved")
    return pl.concat(
        [
            case.connection.select(_REACH, frames=frames),
            products.select(
                moved_products=pl.len().cast(pl.Int64),
                first_page_products=(pl.col("first_page_suspect") > 0).sum().cast(pl.Int64),
                first_page_reviews=pl.col("first_page_suspect").sum(),
                half_star_products=(shift.abs() >= 0.5).sum().cast(pl.Int64),
                moved_up=(shift > 0).sum().cast(pl.Int64),
                moved_down=(shift < 0).sum().cast(pl.Int64),
            ),
        ],
        how="horizontal",
    )
