"""Which products have unusual weeks, and do they fall together?"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import polars as pl

from kit.case import Case
from kit.errors import ParameterError
from kit.views.look_up import check

MOST_PRODUCTS = 500

SQL = """
with weeks as (
  select
    product_id,
    date_diff('week', date '1990-01-01', posted_at::date) // $weeks as slot,
    count(*) as reviews
  from reviews
  where product_id is not null and posted_at is not null
  group by all
),
market as (
  select slot, sum(reviews)::double as volume, sum(sum(reviews)) over (order by slot) as up_to
  from weeks
  group by slot
),
lives as (
  select product_id, min(slot) as born, max(slot) as dies, sum(reviews)::double as n_product
  from weeks
  group by product_id
),
exposed as (
  select product_id, born, n_product, last.up_to - first.up_to + first.volume as volume_life
  from lives
  join market as first on first.slot = born
  join market as last on last.slot = dies
),
cells as (
  select
    product_id,
    slot,
    reviews,
    n_product - reviews + 0.5 as n_rest,
    n_rest * volume / (volume_life - volume) as expected
  from weeks join exposed using (product_id) join market using (slot)
  where volume_life > volume
),
tails as (
  select
    product_id,
    slot,
    -log10(greatest(negbinom_sf(reviews, expected, $dispersion + 1 / n_rest), 1e-300)) as surprise
  from cells
  where reviews >= 3
),
-- One or two reviews surprise nobody, and most cells hold no more: these are judged only if drawn.
chosen as (
  select product_id, coalesce(max(surprise), 0) as peak
  from cells left join tails using (product_id, slot)
  where $products is null or product_id in (select unnest($products::varchar[]))
  group by product_id
  order by peak desc, product_id
  limit $top
),
drawn as (
  select
    cells.*,
    peak,
    -log10(greatest(negbinom_sf(reviews, expected, $dispersion + 1 / n_rest), 1e-300)) as surprise
  from cells join chosen using (product_id)
)
select
  product_id,
  date '1990-01-01' + (slot * $weeks * 7)::integer as start,
  date '1990-01-01' + ((slot + 1) * $weeks * 7)::integer as end,
  reviews,
  round(expected, 4) as expected,
  round(surprise, 4) as surprise
from drawn
order by peak desc, product_id, start
"""


def heat_cells(
    case: Case,
    products: Sequence[str] | None = None,
    top: int = 40,
    dispersion: float = 0.25,
    most: int = 5_000,
) -> pl.DataFrame:
    """Return the weeks of the products whose busiest week is the most surprising.

    Parameters
    ----------
    case : Case
    products : sequence of str, optional
        Product ids to choose from; all products by default.
    top : int
        Most products, 1 to 500.
    dispersion : float
        Variance beyond Poisson as a share of the squared mean.
    most : int
        Most rows: where there would be more, a row holds several weeks.

    Returns
    -------
    polars.DataFrame
        A row for each product and week in which it was reviewed, the most surprising product first:
        product_id, start, end (Date, exclusive), reviews, expected (from the market's volume and
        the rest of the product's life), surprise (-log10 of the chance of as many or more, negative
        binomial as in `review_burst`: 2 is 1 in 100). Products reviewed in one week alone have
        nothing to compare with and are left out.

    Raises
    ------
    NotFoundError
        When no review names one of `products`.
    ParameterError
        When `top` is out of range.
    """
    if not 1 <= top <= MOST_PRODUCTS:
        raise ParameterError(
            f"top = {top} is out of range.", hint=f"Choose 1 to {MOST_PRODUCTS} products."
        )
    for product in products or ():
        check(case, "product", product)
    chosen = None if products is None else list(products)
    bound = {"products": chosen, "top": top, "dispersion": dispersion, "weeks": 1}
    cells = case.sql(SQL, bound)
    if cells.height <= most:
        return cells
    # A period rarely begins with the first cell: one more than fit side by side may be touched.
    periods = max(1, most // top - 2)
    return case.sql(SQL, bound | {"weeks": ceil(_weeks(cells) / periods)})


def _weeks(cells: pl.DataFrame) -> int:
    first, last = cells.select(pl.col("start").min(), pl.col("end").max()).row(0)
    days: int = (last - first).days
    return ceil(days / 7)
