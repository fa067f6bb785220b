"""Where a made market lies among real ones, on literal figures."""

import polars as pl
import pytest

from kit.practice.fit import SHAPES, beside, departures
from kit.practice.fit.shapes import COLUMNS


def figures(**values: list[float]) -> pl.DataFrame:
    """Return the shares of one and five stars of markets, over a hundred reviews each."""
    rows = [
        (market, "stars", x, 100, value)
        for market, pair in values.items()
        for x, value in zip((1.0, 5.0), pair, strict=True)
    ]
    return pl.DataFrame(rows, {"market": pl.String, **COLUMNS}, orient="row")


REAL = figures(low=[0.10, 0.40], high=[0.20, 0.60])


def made(*values: float) -> pl.DataFrame:
    return figures(made=list(values)).drop("market")


def test_times_is_the_ratio_to_the_nearest_end_of_the_range() -> None:
    fit = beside({"made": made(0.05, 0.90)}, REAL).filter(~pl.col("real"))
    assert fit["times"].to_list() == pytest.approx([0.5, 1.5])
    assert fit.select("files", "low", "high").row(0) == (2, 0.10, 0.20)


def test_within_the_range_it_is_one() -> None:
    fit = beside({"made": made(0.15, 0.60)}, REAL)
    assert fit.filter("real")["times"].null_count() == 4
    assert fit.filter(~pl.col("real"))["times"].to_list() == [1, 1]


def test_a_share_of_n_things_tells_no_less_than_one_in_n() -> None:
    fit = beside({"made": made(0.0, 0.5)}, figures(low=[0.02, 0.5]))
    assert fit.filter(~pl.col("real"))["times"][0] == pytest.approx(0.5)


def test_the_nearest_file_differs_least_in_the_mean() -> None:
    fit = beside({"a": made(0.10, 0.45), "b": made(0.5, 0.6)}, REAL)
    assert dict(
        fit.filter(x=1.0).drop_nulls("nearest").select("market", "nearest").iter_rows()
    ) == {
        "a": "low",
        "b": "high",
    }


def test_departures_name_the_point_that_is_furthest_off() -> None:
    [row] = departures(beside({"made": made(0.15, 0.10)}, REAL)).iter_rows(named=True)
    assert (row["points"], row["among"], row["x"], row["times"]) == (2, 1, 5.0, 0.25)
    assert row["apart"] == pytest.approx((0.0 + 0.4) / 2)


def test_departures_name_no_point_where_all_are_within() -> None:
    [row] = departures(beside({"made": made(0.14, 0.45)}, REAL)).iter_rows(named=True)
    assert (row["among"], row["nearest"], row["x"], row["times"]) == (2, "low", None, None)


def test_what_no_real_file_tells_is_left_out() -> None:
    fit = beside({"made": made(0.1, 0.5).with_columns(shape=pl.lit("month"))}, REAL)
    assert departures(fit).is_empty()
    assert fit.filter(shape="month")["low"].null_count() == 2


def test_shapes_keep_their_order() -> None:
    mine = pl.concat([made(0.1, 0.5).with_columns(shape=pl.lit(shape)) for shape in SHAPES[::-1]])
    theirs = mine.with_columns(market=pl.lit("real")).select("market", *COLUMNS)
    assert departures(beside({"made": mine}, theirs))["shape"].to_list() == list(SHAPES)
