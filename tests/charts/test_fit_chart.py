"""One shape at a time; a file keeps its colour; titles say what the figures say."""

from __future__ import annotations

import polars as pl
import pytest

from kit.charts import fit_chart
from kit.charts.fit_chart import REAL
from kit.charts.fit_looks import LOOKS
from kit.errors import ParameterError
from kit.practice.fit import REAL_FILES, SHAPES, beside, real_shapes
from tests.charts.frames import FIT


def test_every_shape_has_its_look_and_every_file_its_colour() -> None:
    assert set(LOOKS) == set(SHAPES)
    assert list(REAL) == [real.market for real in REAL_FILES]


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_drawn_beside_the_stored_ones(shape: str) -> None:
    real = real_shapes()
    one = real.filter(market=real.filter(shape=shape)["market"][0])
    chart = fit_chart(beside({"made": one.drop("market")}, real).filter(shape=shape))
    assert chart.title.startswith(shape.capitalize())
    assert chart.table.columns[1] == "made"
    assert set(chart.table.columns[2:]) == set(real.filter(shape=shape)["market"])
    assert "made" in chart.svg()


def test_the_title_says_where_it_is_furthest_off() -> None:
    assert fit_chart(FIT).title == (
        "Stars: practice beside Yelp Chicago; furthest off: 1-star reviews, 10% against 5%"
    )
    two = FIT.with_columns(files=2)
    assert "is among the real files at 1 of 2 points, nearest to Yelp" in fit_chart(two).title


def test_among_all_files_the_title_says_where_it_is_furthest_from_their_middle() -> None:
    within = FIT.with_columns(files=2, times=1.0, middle=0.3)
    assert fit_chart(within.filter(~pl.col("real"))).title.endswith(
        "furthest from their middle: 1-star reviews, 10% against 30%"
    )


def test_without_a_real_file_the_title_claims_nothing() -> None:
    alone = FIT.filter(~pl.col("real")).with_columns(times=None, nearest=None, low=None, high=None)
    assert fit_chart(alone).title == "Stars: nothing to compare"


def test_nothing_has_no_place_on_an_axis_of_ratios() -> None:
    rows = FIT.with_columns(shape=pl.lit("reviews of an account"), value=pl.lit(0.0))
    assert {row["drawn"] for row in fit_chart(rows).data["points"]} == {None}
    assert {row["drawn"] for row in fit_chart(FIT.with_columns(value=0.0)).data["points"]} == {0.0}


def test_one_shape_at_a_time() -> None:
    both = pl.concat([FIT, FIT.with_columns(shape=pl.lit("month"))])
    with pytest.raises(ParameterError, match="holds month, stars"):
        fit_chart(both)
    with pytest.raises(ParameterError, match="one shape"):
        fit_chart(FIT.with_columns(shape=pl.lit("colour")))
