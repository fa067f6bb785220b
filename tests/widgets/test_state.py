from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import ParameterError
from kit.widgets.state import as_period, days, milliseconds, within

MARCH = (date(2023, 3, 1), date(2023, 4, 1))


@pytest.mark.parametrize(
    "given_as",
    [MARCH, ["2023-03-01", "2023-04-01"], (datetime(2023, 3, 1, 5), datetime(2023, 4, 1, 9))],
)
def test_a_period_is_two_days(given_as: object) -> None:
    assert as_period(given_as) == MARCH


@pytest.mark.parametrize(
    "wrong", ["2023-03-01", (1, 2), MARCH[::-1], ("2023-13-01", "x"), MARCH[:1]]
)
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(ParameterError, match="Hint: "):
        as_period(wrong)


@given(st.dates(date(1700, 1, 1), date(2200, 1, 1)), st.integers(1, 4000))
def test_a_period_survives_the_browser(start: date, length: int) -> None:
    end = date.fromordinal(start.toordinal() + length)
    assert days(milliseconds((start, end))) == (start, end)


def test_a_brush_within_a_day_holds_the_day() -> None:
    noon = datetime.fromisoformat("2023-03-05T12:00:00+00:00").timestamp() * 1000
    assert days([noon, noon + 60_000]) == (date(2023, 3, 5), date(2023, 3, 6))
    assert days([]) is None


def test_within_leaves_out_the_end() -> None:
    frame = pl.DataFrame({"day": [date(2023, 2, 28), MARCH[0], MARCH[1]]})
    assert within(frame, "day", MARCH)["day"].to_list() == [MARCH[0]]
    assert within(frame, "day", None).height == 3
