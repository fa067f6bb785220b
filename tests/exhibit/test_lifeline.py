"""A review lies at its day and stars, whatever the case's span."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kit.exhibit.lifeline import MOST_YEARS, WIDE, lifeline

SPAN = {"first_day": date(2020, 1, 1), "last_day": date(2022, 1, 1)}
SCHEMA = {"posted_at": pl.Datetime("us"), "stars": pl.Float64, "in_finding": pl.Boolean}


def drawn(*rows: tuple[datetime | None, float | None, bool]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def test_a_review_lies_at_its_day_and_stars() -> None:
    life = lifeline(
        drawn(
            (datetime(2020, 1, 1), 5.0, True),
            (datetime(2022, 1, 1, 23), 1.0, False),
            (None, 4.0, False),
        ),
        SPAN,
    )
    assert life is not None
    assert life["points"] == [
        {"x": 0, "y": 5.0, "found": True},
        {"x": WIDE, "y": 1.0, "found": False},
    ]
    assert [year["label"] for year in life["years"]] == ["2021", "2022"]
    assert life["undrawn"] == 1
    assert life["told"] == (
        "2 reviews from 2020-01-01 to 2022-01-01, by day and stars; a finding is about 1 of them."
    )


def test_without_days_or_stars_nothing_is_drawn() -> None:
    assert lifeline(drawn((None, 5.0, True), (datetime(2020, 1, 1), None, True)), SPAN) is None


@given(st.integers(0, 40_000), st.floats(0, 10), st.integers(0, 40_000))
def test_no_mark_lies_outside_the_drawing(days: int, stars: float, long: int) -> None:
    first = date(1990, 1, 1)
    span = {"first_day": first, "last_day": first + timedelta(days=long)}
    day = datetime(1990, 1, 1) + timedelta(days=min(days, long))
    life = lifeline(drawn((day, stars, False)), span)
    assert life is not None
    (point,) = life["points"]
    assert 0 <= point["x"] <= WIDE
    assert 1 <= point["y"] <= 5
    assert len(life["years"]) <= MOST_YEARS
    assert all(0 <= year["x"] <= WIDE for year in life["years"])
