from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kit.errors import ParameterError
from kit.trust.watch.reading import moment


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ("2023-11-06", datetime(2023, 11, 6, 23, 59, 59)),
        (" 2023-11-06 ", datetime(2023, 11, 6, 23, 59, 59)),
        (date(2023, 11, 6), datetime(2023, 11, 6, 23, 59, 59)),
        ("2023-11-06 14:30", datetime(2023, 11, 6, 14, 30)),
        (datetime(2023, 11, 6), datetime(2023, 11, 6)),
        (datetime(2023, 11, 6, 1, tzinfo=timezone(timedelta(hours=2))), datetime(2023, 11, 5, 23)),
        (datetime(2023, 11, 6, tzinfo=UTC), datetime(2023, 11, 6)),
    ],
)
def test_a_moment_is_utc(given: str | date, at: datetime) -> None:
    assert moment(given) == at


@pytest.mark.parametrize("given", ["", "tomorrow", "2023-13-01", 20231106, None])
def test_no_moment(given: object) -> None:
    with pytest.raises(ParameterError, match="is no moment"):
        moment(given)  # type: ignore[arg-type]
