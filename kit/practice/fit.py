"""Whether practice markets have the shapes of real ones: one table of figures for any reviews."""

from __future__ import annotations

from importlib.resources import files

import polars as pl

SHAPES: dict[str, type[pl.DataType]] = {"shape": pl.String, "at": pl.String, "value": pl.Float64}
"""Columns of `shapes`: what is measured, at which quantile or value, and the figure."""

_TAILS = (0.5, 0.75, 0.9, 0.99)
_MIDDLE = (0.1, 0.25, 0.5, 0.75, 0.9)
_BUSY = 50
_LONG = 5


def real_shapes() -> pl.DataFrame:
    """Return the figures of real files: `source`, and the columns of `shapes`.

    They were measured with `shapes` on public data; the files themselves are not part of the kit.
    A name that ends in "5-core" means that only accounts and products with five or more reviews
    are in the file, so that its counts per account and product say nothing about a market's. The
    app-store export has five months and one product.
    """
    file = files("kit.practice").joinpath("real_shapes.csv")
    table = pl.read_csv(file.read_bytes(), schema_overrides={"at": pl.String})
    long = table.unpivot(index=["shape", "at"], variable_name="source", value_name="value")
    return long.drop_nulls("value").select("source", *SHAPES)


def shapes(reviews: pl.DataFrame) -> pl.DataFrame:
    """Return the shapes of a market, to be laid beside those of another.

    Parameters
    ----------
    reviews : polars.DataFrame
        Columns of `kit.schema.REVIEWS`. What is unknown throughout is left out of the table.

    Returns
    -------
    polars.DataFrame
        Columns of `SHAPES`. The shapes are:

        - "reviews per account", quantiles, and "accounts with one review", a share;
        - "reviews per product over their mean", quantiles;
        - "stars", the share of each;
        - "days between an account's reviews", quantiles, and "same day as the one before", a share;
        - "weekday" (1 is Monday) and "month", shares;
        - "over-dispersion of weekly counts", a of ``var = mu + a mu^2``, over products with 50 or
          more reviews, where mu is the product's share of the market's week, from its first review
          on;
        - "words in a text", quantiles; "long texts that come twice" and "short texts that come
          twice", shares of texts with five or more words and with fewer.
    """
    parts = [
        *_of_accounts(reviews.drop_nulls("account_id")),
        *_of_products(reviews.drop_nulls("product_id")),
        _shares("stars", reviews["stars"].drop_nulls().round().cast(pl.Int64)),
        *_of_dates(reviews.drop_nulls("posted_at")),
        *_of_texts(reviews["text"].drop_nulls()),
    ]
    return pl.concat(parts).select(pl.col(name).cast(kind) for name, kind in SHAPES.items())


def _table(shape: str, figures: dict[str, float | None]) -> pl.DataFrame:
    known = {at: value for at, value in figures.items() if value is not None}
    names = [shape] * len(known)
    return pl.DataFrame(
        {"shape": names, "at": list(known), "value": list(known.values())}, schema=SHAPES
    )


def _quantiles(shape: str, values: pl.Series, at: tuple[float, ...]) -> pl.DataFrame:
    return _table(shape, {f"{q:g}": values.quantile(q, "linear") for q in at})


def _shares(shape: str, values: pl.Series) -> pl.DataFrame:
    counts = values.value_counts().sort(values.name)
    return _table(shape, {str(at): n / values.len() for at, n in counts.iter_rows()})


def _mean(shape: str, values: pl.Series) -> pl.DataFrame:
    mean = values.cast(pl.Float64).mean()
    return _table(shape, {"share": mean if isinstance(mean, float) else None})


def _of_accounts(reviews: pl.DataFrame) -> list[pl.DataFrame]:
    counts = reviews["account_id"].value_counts()["count"]
    dated = reviews.drop_nulls("posted_at").sort("account_id", "posted_at")
    day = pl.col("posted_at").dt.date()
    gaps = dated.select(gap=day.diff().over("account_id").dt.total_days()).drop_nulls()["gap"]
    return [
        _quantiles("reviews per account", counts, _TAILS),
        _mean("accounts with one review", counts == 1),
        _quantiles("days between an account's reviews", gaps, _MIDDLE),
        _mean("same day as the one before", gaps == 0),
    ]


def _of_products(reviews: pl.DataFrame) -> list[pl.DataFrame]:
    counts = reviews["product_id"].value_counts()["count"].cast(pl.Float64)
    mean = counts.mean() if counts.len() else 1.0
    return [_quantiles("reviews per product over their mean", counts / mean, (*_MIDDLE, 0.99))]


def _of_dates(reviews: pl.DataFrame) -> list[pl.DataFrame]:
    posted = reviews["posted_at"]
    found = over_dispersion(reviews)
    return [
        _shares("weekday", posted.dt.weekday()),
        _shares("month", posted.dt.month()),
        _table("over-dispersion of weekly counts", {"a": found}),
    ]


def _of_texts(texts: pl.Series) -> list[pl.DataFrame]:
    said = texts.filter(texts.str.strip_chars() != "")
    words = said.str.count_matches(r"\S+")
    long = said.filter(words >= _LONG)
    short = said.filter(words < _LONG)
    return [
        _quantiles("words in a text", words, (*_MIDDLE, 0.99)),
        _mean("long texts that come twice", long.is_duplicated()),
        _mean("short texts that come twice", short.is_duplicated()),
    ]


def over_dispersion(reviews: pl.DataFrame) -> float | None:
    """Return a of ``var = mu + a mu^2`` of weekly counts; None where no product is busy enough.

    Parameters
    ----------
    reviews : polars.DataFrame
        With `product_id` and `posted_at`.
    """
    if reviews.is_empty():
        return None
    first = reviews["posted_at"].min()
    week = (pl.col("posted_at") - first).dt.total_days() // 7
    cells = reviews.group_by("product_id", week=week).len("n").drop_nulls("product_id")
    market = cells.group_by("week").agg(market=pl.col("n").sum())
    busy = cells.group_by("product_id").agg(total=pl.col("n").sum(), since=pl.col("week").min())
    busy = busy.filter(pl.col("total") >= _BUSY)
    grid = busy.join(market, how="cross").filter(pl.col("week") >= pl.col("since"))
    mu = pl.col("market") * pl.col("total") / pl.col("market").sum().over("product_id")
    grid = grid.join(cells, on=["product_id", "week"], how="left").with_columns(
        pl.col("n").fill_null(0).cast(pl.Float64), mu=mu
    )
    above = ((pl.col("n") - pl.col("mu")) ** 2 - pl.col("mu")).sum()
    found = grid.select(above / (pl.col("mu") ** 2).sum()).item() if grid.height else None
    return None if found is None else float(found)
