"""A figure as a notebook, a terminal and a live chart see it."""

from __future__ import annotations

from datetime import date, datetime

import altair as alt
import polars as pl
import pytest

from kit.charts.figure import MAX_ROWS, Figure
from kit.errors import KitError


def make(frame: pl.DataFrame, title: str = "Three rows") -> Figure:
    return Figure(
        _chart,
        data={"rows": frame},
        title=title,
        how="A dot is a row.",
        table=frame,
        order="first first",
    )


def _chart() -> alt.Chart:
    return alt.Chart(alt.NamedData("rows")).mark_point().encode(x="n:Q")


def test_rows_are_json_with_iso_dates_and_no_nan() -> None:
    frame = pl.DataFrame(
        {
            "day": [date(2022, 3, 7)],
            "time": [datetime(2022, 3, 7, 13, 49, 1)],
            "midnight": [datetime(2022, 3, 7)],
            "n": [float("nan")],
            "endless": [float("inf")],
            "third": [1 / 3],
        }
    )
    assert make(frame).spec["datasets"]["rows"] == [
        {
            "day": "2022-03-07",
            "day_iso": "2022-03-07",
            "time": "2022-03-07T13:49:01Z",
            "time_iso": "2022-03-07 13:49",
            "midnight": "2022-03-07T00:00:00Z",
            "midnight_iso": "2022-03-07",
            "n": None,
            "endless": None,
            "third": 0.333333,
        }
    ]


def test_holds_5000_rows_and_refuses_one_more() -> None:
    frame = pl.DataFrame({"n": range(MAX_ROWS + 1)})
    assert len(make(frame.head(MAX_ROWS)).data["rows"]) == MAX_ROWS
    with pytest.raises(KitError, match=r"at most 5,000 rows.*5,001\.\nHint: "):
        make(frame)


def test_live_charts_take_the_width_of_their_box_and_notebooks_a_fixed_one() -> None:
    figure = make(pl.DataFrame({"n": [1]}))
    assert figure.structure["width"] == "container"
    assert figure.spec["width"] == 720


def test_changing_a_structure_or_spec_leaves_the_figure_alone() -> None:
    figure = make(pl.DataFrame({"n": [1]}))
    figure.structure.clear()
    figure.spec["params"].clear()
    assert figure.spec["params"][0] == {"name": "title_text", "value": "Three rows"}


def test_title_shows_steering_characters() -> None:
    assert make(pl.DataFrame({"n": [1]}), "a\u202eb\x1b[2J").title == "a<U+202E>b<U+001B>[2J"


def test_text_says_how_many_rows_are_left_out() -> None:
    text = str(make(pl.DataFrame({"n": range(1, 1501)})))
    assert text.splitlines()[-1] == "12 of 1,500 rows, first first"
    assert repr(make(pl.DataFrame({"n": [1]}))) == "Three rows\n\nn\n─\n1"
