"""What a few moved: stars, rank and first page of a product, with some reviews and without them."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.errors import check_rate
from kit.ranking import suspects as listed_suspects
from kit.screening import screening
from kit.trust.damage_interval import damage_intervals
from kit.trust.meant import meant

UP, DOWN = "up", "down"

FIRST_PAGE = 10
"""Reviews that a first page shows: the most helpful, and of equally helpful ones the newest."""

HALF_STAR = 0.5

DAMAGE: dict[str, type[pl.DataType]] = {
    "product_id": pl.String,
    "brand": pl.String,
    "category": pl.String,
    "direction": pl.String,
    "reviews": pl.Int64,
    "suspect_reviews": pl.Int64,
    "suspect_five_star": pl.Int64,
    "suspect_one_star": pl.Int64,
    "stars_with": pl.Float64,
    "stars_without": pl.Float64,
    "stars_moved": pl.Float64,
    "stars_moved_low": pl.Float64,
    "stars_moved_high": pl.Float64,
    "half_star_takes": pl.Int64,
    "rank_with": pl.Int64,
    "rank_without": pl.Int64,
    "rank_of": pl.Int64,
    "first_page": pl.Int64,
    "first_page_suspect": pl.Int64,
    "helpful_votes": pl.Int64,
}
"""Columns of `damage`, and their meaning.

direction: "up" where the suspect reviews raise the product's mean stars, "down" where they lower
it; where they do neither, or there are no others, where their mean lies against the category's.
NULL where that tells nothing either, as without stars. reviews: of the product, in all.
suspect_reviews: of those, the ones that are meant; suspect_five_star and suspect_one_star (stars)
of them. stars_with, stars_without: mean stars of all, and of the others (NULL: there are none).
stars_moved: the first less the second; stars_moved_low and stars_moved_high are its 95 % interval.
half_star_takes: the smallest number of reviews with the mean stars of the suspect ones that, put to
the others, moves their mean by half a star (NULL: no number does, or there are no others).
rank_with, rank_without: place by mean stars among the products of its category, 1 the best, equal
means sharing a place; without all suspect reviews, of every product. rank_of: products with stars
in the category. A product without category is ranked among those without. first_page: reviews on
its first page, at most `FIRST_PAGE`; first_page_suspect: the suspect ones there. helpful_votes:
readers who called suspect reviews helpful (NULL: not known of any of them).
"""

PRODUCTS = """
with marked as (
  select product_id, brand, category, stars::double as stars, helpful_votes,
    review_id in (select review_id from theirs) as suspect
  from reviews
  where product_id is not null
)
select
  product_id,
  min(brand) as brand,
  min(category) as category,
  count(*) as reviews,
  count(*) filter (suspect) as suspect_reviews,
  count(*) filter (suspect and stars >= 4.75) as suspect_five_star,
  count(*) filter (suspect and stars <= 1.25) as suspect_one_star,
  count(stars) as n,
  count(stars) filter (suspect) as n_suspect,
  sum(stars) as sum_stars,
  sum(stars) filter (suspect) as sum_suspect,
  sum(helpful_votes) filter (suspect)::bigint as helpful_votes
from marked
group by product_id
"""

FIRST_PAGES = """
with touched as (
  select distinct product_id from reviews where review_id in (select review_id from theirs)
),
shown as (
  select product_id, review_id
  from reviews join touched using (product_id)
  qualify row_number() over (
    partition by product_id
    order by coalesce(helpful_votes, 0) desc, posted_at desc nulls last, review_id
  ) <= $first_page
)
select
  product_id,
  count(*) as first_page,
  count(*) filter (review_id in (select review_id from theirs)) as first_page_suspect
from shown
group by product_id
"""

CELLS = """
select product_id, review_id in (select review_id from theirs) as suspect, stars::double as stars,
  count(*) as n
from reviews
where stars is not null
  and product_id in (
    select product_id from reviews where review_id in (select review_id from theirs)
  )
group by all
order by all
"""


def damage(
    case: Case,
    suspects: pl.DataFrame | None = None,
    *,
    findings: pl.DataFrame | None = None,
    fdr: float = 0.05,
) -> pl.DataFrame:
    """Say what suspect reviews did to each product: stars, rank and first page with and without.

    Parameters
    ----------
    case : Case
    suspects : polars.DataFrame, optional
        As from `kit.suspects`: accounts, products, windows, reviews, pairs or groups. The case's
        suspect accounts and products by default. Which reviews are meant: `kit.trust.meant`.
    findings : polars.DataFrame, optional
        As from `kit.screen`; the case's screening by default.
    fdr : float
        Share of the suspects that may be there by chance, 0 < fdr < 1.

    Returns
    -------
    polars.DataFrame
        Columns of `DAMAGE`: a row for each product with a suspect review, those that moved furthest
        first, those that cannot be told last.

    Raises
    ------
    ParameterError
        On suspects that mean no reviews, or a rate outside (0, 1).

    Notes
    -----
    With and without are counts, and certain. The interval answers another question: how far such
    reviews move a product like this, were its reviews, suspect or not, written once more
    (`kit.trust.damage_interval`). A suspect account's ordinary reviews are counted with the others:
    see suspect_five_star and suspect_one_star.
    """
    check_rate("fdr", fdr)
    held = screening(case) if findings is None else findings
    if suspects is None:
        suspects = pl.concat(
            [listed_suspects(case, of, fdr, held) for of in ("account", "product")]
        )
    theirs = {"theirs": pl.DataFrame({"review_id": meant(case, suspects, held, fdr)})}
    products = _compared(case.connection.select(PRODUCTS, frames=theirs))
    pages = case.connection.select(FIRST_PAGES, {"first_page": FIRST_PAGE}, theirs)
    moved = damage_intervals(case.connection.select(CELLS, frames=theirs))
    return (
        products.filter(pl.col("suspect_reviews") > 0)
        .join(pages, on="product_id", how="left")
        .join(moved, on="product_id", how="left")
        .with_columns(pl.col(name).round(6) for name in DAMAGE if name.startswith("stars_"))
        .sort(pl.col("stars_moved").abs(), "product_id", descending=[True, False], nulls_last=True)
        .select(pl.col(name).cast(kind) for name, kind in DAMAGE.items())
    )


def _compared(counted: pl.DataFrame) -> pl.DataFrame:
    """Add to every product's counts what is told with and without the suspect reviews."""
    own, n = pl.col("sum_suspect").fill_null(0.0), pl.col("n_suspect")
    others = pl.when(pl.col("n") > n).then((pl.col("sum_stars") - own) / (pl.col("n") - n))
    in_all = pl.col("n").sum().over("category")
    every = pl.when(in_all > 0).then(pl.col("sum_stars").sum().over("category") / in_all)
    told = counted.with_columns(
        stars_with=(pl.col("sum_stars") / pl.col("n")).round(9),
        stars_without=others.round(9),
        own=pl.when(n > 0).then(own / n),
        every=every.round(9),
    ).with_columns(
        stars_moved=pl.col("stars_with") - pl.col("stars_without"),
        gain=pl.col("own") - pl.col("stars_without"),
    )
    towards = (
        pl.when(pl.col("stars_moved") != 0)
        .then("stars_moved")
        .otherwise(pl.col("own") - pl.col("every"))
    )
    # k reviews move the mean of m others by k gain / (m + k).
    others_n = pl.col("n") - n
    takes = (HALF_STAR * others_n / (pl.col("gain").abs() - HALF_STAR) - 1e-9).ceil()
    return told.with_columns(
        direction=pl.when(towards > 0).then(pl.lit(UP)).when(towards < 0).then(pl.lit(DOWN)),
        half_star_takes=pl.when(pl.col("gain").abs() > HALF_STAR + 1e-9).then(takes),
        rank_with=_rank("stars_with"),
        rank_without=_rank("stars_without"),
        rank_of=pl.col("stars_with").count().over("category"),
    )


def _rank(column: str) -> pl.Expr:
    return pl.col(column).rank("min", descending=True).over("category")
