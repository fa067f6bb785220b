"""How dates are written is told from all of a column's values."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.sources.dates import DAYS, written


@pytest.mark.parametrize("way", [day for day in DAYS if "%y" not in day])
@given(moment=st.datetimes(datetime(2001, 1, 1), datetime(2030, 1, 1)))
def test_what_is_written_in_a_format_can_be_read_in_the_one_found(
    way: str, moment: datetime
) -> None:
    text = moment.strftime(way)
    found = written([text])
    assert any(datetime.strptime(text, name) for name in found if "%" in name) or "iso" in found


@pytest.mark.parametrize("values", [["red", "blue"], ["1", "2", "3"], [""], ["12345"]])
def test_other_things_are_no_dates(values: list[str]) -> None:
    assert written(values) == ()


def test_day_and_month_change_places_only_together() -> None:
    assert written(["3/4/2020", "13/4/2020"]) == ("%d/%m/%Y",)
    assert written(["3/4/2020", "4/13/2020"]) == ("%m/%d/%Y",)
    assert written(["3/4/2020"]) == ("%m/%d/%Y",)
