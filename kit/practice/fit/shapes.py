"""The shapes of a market: who writes how much, when, what stars, what texts; for any reviews."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from kit.case import Case

COLUMNS: dict[str, type[pl.DataType]] = {
    "shape": pl.String,
    "x": pl.Float64,
    "n": pl.Int64,
    "value": pl.Float64,
}
"""Columns of `shapes`: what is measured, at which x, over how many things, and the figure."""

ACCOUNTS = "reviews of an account"
PRODUCTS = "reviews of a product over the mean"
GAPS = "days between an account's reviews"
STARS = "stars"
WEEKDAY = "weekday"
MONTH = "month"
DISPERSION = "over-dispersion of counts"
WORDS = "words of a text"
TWICE = "texts that come twice"

SHAPES = (ACCOUNTS, PRODUCTS, GAPS, STARS, WEEKDAY, MONTH, DISPERSION, WORDS, TWICE)

_AT: dict[str, tuple[float, ...]] = {
    ACCOUNTS: (2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100),
    PRODUCTS: (0.02, 0.05, 0.1, 0.2, 0.5, 1, 1.5, 2, 3, 5, 10),
    GAPS: (1, 3, 7, 14, 30, 60, 90, 180, 365, 730),
    WORDS: (2, 5, 10, 20, 35, 50, 75, 100, 150, 200, 300, 500),
    TWICE: (1, 3, 5, 10, 20, 40),
}
_WEEKS = (1, 2, 4, 8, 13)
_BUSY = 50
_YEAR = 365.25


def shapes_of(case: Case) -> pl.DataFrame:
    """Return the shapes of a case's market: `shapes` of its reviews.

    Five columns of the case are held in memory.
    """
    return shapes(case.sql("select account_id, product_id, stars, posted_at, text from reviews"))


def shapes(reviews: pl.DataFrame) -> pl.DataFrame:
    """Return the shapes of a market, to be laid beside those of another.

    Parameters
    ----------
    reviews : polars.DataFrame
        account_id, product_id, stars, posted_at and text, as in `kit.schema.REVIEWS`. What is
        unknown throughout is left out of the table.

    Returns
    -------
    polars.DataFrame
        Columns of `COLUMNS`; `value` is a share of n, but for the over-dispersion. The shapes are:

        - "reviews of an account": accounts with x reviews or more;
        - "reviews of a product over the mean": products with x times the mean or more;
        - "days between an account's reviews": stretches from one to the next of x days or more;
        - "stars", "weekday" (1 is Monday) and "month": reviews with x. Months are of the whole
          years that end with the last review: a part of a year is no season;
        - "over-dispersion of counts": a of ``var = mu + a mu^2`` of a product's counts in stretches
          of x weeks, over n products (`over_dispersion`);
        - "words of a text": texts of x words or more;
        - "texts that come twice": of the n texts of x words or more, those that another review has
          to the letter.
    """
    dated = reviews.drop_nulls("posted_at")
    texts = reviews["text"].drop_nulls()
    parts = [
        _at_least(ACCOUNTS, reviews["account_id"].drop_nulls().value_counts()["count"]),
        _at_least(PRODUCTS, _over_the_mean(reviews["product_id"].drop_nulls())),
        _at_least(GAPS, _gaps(dated.drop_nulls("account_id"))),
        _each(STARS, reviews["stars"].drop_nulls().round(), range(1, 6)),
        _each(WEEKDAY, dated["posted_at"].dt.weekday(), range(1, 8)),
        _each(MONTH, _whole_years(dated["posted_at"]).dt.month(), range(1, 13)),
        _dispersion(dated),
        *_of_texts(texts.filter(texts.str.strip_chars() != "")),
    ]
    return pl.concat(parts)


def some_products(reviews: pl.DataFrame, products: int, seed: int = 0) -> pl.DataFrame:
    """Return the reviews of some products, as a file of a few shops holds them.

    Whoever reviews many products of a market is seen to review few of any 200: a file of some
    products is to be laid beside as many of a made market, not beside all of it.

    Parameters
    ----------
    reviews : polars.DataFrame
        With `product_id`.
    products : int
        How many to keep, drawn by `seed`; all where there are no more.
    seed : int
        Of the draw.
    """
    known = reviews["product_id"].drop_nulls().unique().sort()
    drawn = known.sample(min(products, known.len()), seed=seed)
    return reviews.filter(pl.col("product_id").is_in(drawn.to_list()))


def _table(shape: str, rows: Iterable[tuple[float, int, float]]) -> pl.DataFrame:
    figures = [(shape, float(x), n, value) for x, n, value in rows]
    return pl.DataFrame(figures, schema=COLUMNS, orient="row")


def _share(is_so: pl.Series) -> float:
    return int(is_so.sum()) / is_so.len()


def _at_least(shape: str, values: pl.Series) -> pl.DataFrame:
    """Return the share of values of x or more, at each x of the shape."""
    n = values.len()
    return _table(shape, ((x, n, _share(values >= x)) for x in _AT[shape] if n))


def _each(shape: str, values: pl.Series, known: Iterable[int]) -> pl.DataFrame:
    """Return the share of each known value."""
    n = values.len()
    return _table(shape, ((x, n, _share(values == x)) for x in known if n))


def _over_the_mean(products: pl.Series) -> pl.Series:
    counts = products.value_counts()["count"].cast(pl.Float64)
    return counts / (products.len() / max(counts.len(), 1))


def _gaps(reviews: pl.DataFrame) -> pl.Series:
    day = pl.col("posted_at").dt.date()
    dated = reviews.sort("account_id", "posted_at")
    return dated.select(gap=day.diff().over("account_id").dt.total_days()).drop_nulls()["gap"]


def _whole_years(posted: pl.Series) -> pl.Series:
    """Return the moments within the whole years that end with the last; a week short will do."""
    age = (pl.col("posted_at").max() - pl.col("posted_at")).dt.total_seconds() / 86_400
    years = (age.max() + 7) // _YEAR
    return posted.to_frame("posted_at").filter(age < years * _YEAR)["posted_at"]


def _of_texts(texts: pl.Series) -> list[pl.DataFrame]:
    words = texts.str.count_matches(r"\S+")
    twice = []
    for x in _AT[TWICE]:
        long = texts.filter(words >= x)
        if long.len():
            twice.append((x, long.len(), _share(long.is_duplicated())))
    return [_at_least(WORDS, words), _table(TWICE, twice)]


def _dispersion(dated: pl.DataFrame) -> pl.DataFrame:
    busy = int((dated["product_id"].drop_nulls().value_counts()["count"] >= _BUSY).sum())
    found = ((weeks, over_dispersion(dated, weeks)) for weeks in _WEEKS)
    return _table(DISPERSION, ((weeks, busy, a) for weeks, a in found if a is not None))


def over_dispersion(reviews: pl.DataFrame, weeks: int = 1) -> float | None:
    """Return a of ``var = mu + a mu^2`` of counts; None where no product is busy enough.

    mu is the product's share of the market's stretch, from its first review on, over products with
    50 or more reviews. Where a bustle goes on for longer than a stretch, a falls slowly with
    `weeks`; where weeks are independent of each other, it halves as they double.

    Parameters
    ----------
    reviews : polars.DataFrame
        With `product_id` and `posted_at`.
    weeks : int
        Length of a stretch in which reviews are counted.
    """
    if reviews.is_empty():
        return None
    first = reviews["posted_at"].min()
    stretch = (pl.col("posted_at") - first).dt.total_days() // (7 * weeks)
    cells = reviews.group_by("product_id", at=stretch).len("n").drop_nulls("product_id")
    market = cells.group_by("at").agg(market=pl.col("n").sum())
    busy = cells.group_by("product_id").agg(total=pl.col("n").sum(), since=pl.col("at").min())
    busy = busy.filter(pl.col("total") >= _BUSY)
    grid = busy.join(market, how="cross").filter(pl.col("at") >= pl.col("since"))
    mu = pl.col("market") * pl.col("total") / pl.col("market").sum().over("product_id")
    grid = grid.join(cells, on=["product_id", "at"], how="left").with_columns(
        pl.col("n").fill_null(0).cast(pl.Float64), mu=mu
    )
    above = ((pl.col("n") - pl.col("mu")) ** 2 - pl.col("mu")).sum()
    found = grid.select(above / (pl.col("mu") ** 2).sum()).item() if grid.height else None
    return None if found is None else float(found)
