"""How many reviews did a product have each week, and how many were to be expected?"""

from __future__ import annotations

import polars as pl
from scipy import stats

from kit.case import Case
from kit.views.look_up import check

BAND = 0.99
"""Share of ordinary weeks that the band holds."""

SQL = """
with life as (
  select
    date_trunc('week', min(posted_at))::date as born,
    date_trunc('week', max(posted_at))::date as dies
  from reviews
  where product_id = $product and posted_at is not null
),
market as (
  select date_trunc('week', posted_at)::date as week, count(*) as market
  from reviews
  where product_id is not null and posted_at between (select born from life)
    and (select dies + 7 from life)
  group by week
),
own as (
  select
    date_trunc('week', posted_at)::date as week,
    count(*) as reviews,
    round(avg(stars::double), 4) as mean_stars
  from reviews
  where product_id = $product and posted_at is not null
  group by week
),
calendar as (
  select unnest(generate_series(born, dies, interval 7 day))::date as week from life
),
weeks as (
  select
    week,
    coalesce(reviews, 0) as reviews,
    mean_stars,
    coalesce(market, 0) as market
  from calendar left join own using (week) left join market using (week)
)
select
  week,
  reviews,
  market,
  mean_stars,
  sum(reviews) over () - sum(reviews) over beside as n_rest,
  sum(market) over () - sum(market) over beside as market_rest,
  sum(reviews) over nearby - sum(reviews) over beside as n_near,
  sum(market) over nearby - sum(market) over beside as market_near
from weeks
window
  beside as (order by week rows between 1 preceding and 1 following),
  nearby as (order by week rows between 8 preceding and 8 following)
order by week
"""


def product_weeks(case: Case, product: str, dispersion: float = 0.25) -> pl.DataFrame:
    """Return a product's weekly reviews beside what the market's volume lets expect.

    What is expected follows `review_burst`: the market's reviews of the week times the product's
    share of the market, over the rest of its life or over the eight weeks on either side, whichever
    is larger; the week itself and its neighbours are left out, so that a burst does not expect
    itself.

    Parameters
    ----------
    case : Case
    product : str
        Product id.
    dispersion : float
        Variance beyond Poisson as a share of the squared mean.

    Returns
    -------
    polars.DataFrame
        A row for each week of the product's life: week (Date, Monday), reviews, expected, low,
        high (ends of the band that holds 99 % of ordinary weeks), unusual (more than `high`),
        market (reviews of the whole market), mean_stars. `expected`, `low` and `high` are NULL
        where the life is too short to compare with.

    Raises
    ------
    NotFoundError
        When no review names the product.
    """
    check(case, "product", product)
    weeks = case.sql(SQL, {"product": product}).with_columns(
        pl.col("n_rest", "n_near", "market_rest", "market_near").cast(pl.Float64)
    )
    life, near = _expectation("rest"), _expectation("near")
    weeks = weeks.with_columns(
        expected=pl.max_horizontal(life, near).round(4),
        rest=pl.when(near > life).then(pl.col("n_near")).otherwise(pl.col("n_rest")),
    )
    mean = weeks["expected"].fill_null(0).to_numpy()
    size = 1 / (dispersion + 1 / (weeks["rest"].to_numpy() + 0.5))
    tail = (1 - BAND) / 2
    low, high = (
        pl.when(pl.col("expected").is_not_null()).then(
            pl.Series(stats.nbinom.ppf(share, size, size / (size + mean)))
        )
        for share in (tail, 1 - tail)
    )
    return (
        weeks.with_columns(low=low, high=high)
        .with_columns(unusual=(pl.col("reviews") > pl.col("high")).fill_null(False))
        .select("week", "reviews", "expected", "low", "high", "unusual", "market", "mean_stars")
    )


def _expectation(part: str) -> pl.Expr:
    volume = pl.col(f"market_{part}")
    return pl.when(volume > 0).then((pl.col(f"n_{part}") + 0.5) * pl.col("market") / volume)
