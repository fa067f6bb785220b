"""Made markets laid beside real ones, and where they lie apart."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kit.practice.fit.real_files import real_shapes
from kit.practice.fit.shapes import COLUMNS, SHAPES


def beside(made: Mapping[str, pl.DataFrame], real: pl.DataFrame | None = None) -> pl.DataFrame:
    """Lay markets beside real ones.

    Parameters
    ----------
    made : mapping of str to polars.DataFrame
        `shapes` by what each market is to be called.
    real : polars.DataFrame, optional
        `real_shapes`; None takes those that come with the kit.

    Returns
    -------
    polars.DataFrame
        One row for each market, shape and x, the real ones first: market, real (whether it is one
        of the real files), shape, x, n, value; files (how many real ones tell this point), low,
        middle (the median) and high of theirs, and for made markets times: the value over the
        nearest end of that range, 1 within it, and nearest: the real market whose values differ
        least from this one's over the shape, in the mean. Unknown where no real file tells the
        point.

    Notes
    -----
    For `times`, figures outside the range and below 1/n count as 1/n: a share of n things cannot
    tell less.
    """
    theirs = real_shapes() if real is None else real
    parts = [theirs.with_columns(real=True)]
    parts += [
        table.with_columns(market=pl.lit(name), real=pl.lit(False)) for name, table in made.items()
    ]
    rows = pl.concat(part.select("market", "real", *COLUMNS) for part in parts)
    seen = pl.max_horizontal("value", 1 / pl.col("n"))
    ranges = rows.filter("real").group_by("shape", "x").agg(
        pl.len().cast(pl.Int64).alias("files"),
        pl.col("value").min().alias("low"),
        pl.col("value").median().alias("middle"),
        pl.col("value").max().alias("high"),
        seen.min().alias("seen_low"),
        seen.max().alias("seen_high"),
    )  # fmt: skip
    laid = rows.join(ranges, on=["shape", "x"], how="left", maintain_order="left")
    within = pl.col("value").is_between("low", "high")
    times = pl.when(within).then(1.0).otherwise(seen / seen.clip("seen_low", "seen_high"))
    return (
        laid.with_columns(times=pl.when(~pl.col("real"), pl.col("files") > 0).then(times))
        .drop("seen_low", "seen_high")
        .join(_nearest(rows), on=["market", "shape"], how="left", maintain_order="left")
    )


def _nearest(rows: pl.DataFrame) -> pl.DataFrame:
    """Return for each made market and shape the real market that differs least: nearest."""
    theirs = rows.filter("real").select("shape", "x", nearest="market", other="value")
    pairs = rows.filter(~pl.col("real")).join(theirs, on=["shape", "x"])
    apart = pairs.group_by("market", "shape", "nearest").agg(
        apart=(pl.col("value") - pl.col("other")).abs().mean()
    )
    first = apart.sort("apart", "nearest").unique(["market", "shape"], keep="first")
    return first.select("market", "shape", "nearest")


def departures(fit: pl.DataFrame) -> pl.DataFrame:
    """Say for each made market and shape how often it lies among the real ones, and where not.

    Parameters
    ----------
    fit : polars.DataFrame
        `beside`.

    Returns
    -------
    polars.DataFrame
        One row for each made market and each shape that a real file can tell: market, shape, files,
        points, among (points within the real files' range), apart (the mean distance from the
        middle of the real files), nearest (the real market that differs least), and of the point
        that is furthest out of the range by ratio: x, value, low, high, times; unknown where all
        are within.
    """
    made = fit.filter(pl.col("times").is_not_null()).sort(pl.col("times").log().abs())
    furthest = ["x", "value", "low", "high", "times"]
    place = {shape: i for i, shape in enumerate(SHAPES)}
    return (
        made.group_by("market", "shape", maintain_order=True)
        .agg(
            pl.col("files").max(),
            pl.len().cast(pl.Int64).alias("points"),
            (pl.col("times") == 1).sum().cast(pl.Int64).alias("among"),
            (pl.col("value") - pl.col("middle")).abs().mean().alias("apart"),
            pl.col("nearest", *furthest).last(),
        )
        .with_columns(pl.when(pl.col("among") < pl.col("points")).then(pl.col(furthest)))
        .sort("market", pl.col("shape").replace_strict(place, return_dtype=pl.Int64))
    )
