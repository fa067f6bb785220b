"""Accounts as they were at the ends of quarters, each where it wrote since the last."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

import kit
from kit.errors import ParameterError
from kit.trust.learning import snapshots as module
from kit.trust.learning.snapshots import STRETCH_DAYS, default_days, snapshots
from tests.case_rows import START, case_of, review


def day(number: int) -> dt.date:
    return (START + dt.timedelta(days=number)).date()


ROWS = [review("a", "P", n, 5) for n in (0, 150, 364)] + [
    review("b", "P", 200, 4),
    review("c", "P", 300, 1),
]


@pytest.fixture
def case(tmp_path: Path) -> kit.Case:
    return case_of(ROWS, tmp_path)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dt.date]:
    """Replace what is worked out of a day by who had written until then; return the days asked."""
    days: list[dt.date] = []

    def features(case: kit.Case, day: dt.date) -> pl.DataFrame:
        days.append(day)
        query = """
        select account_id, max(posted_at) as last_at from reviews
        where posted_at < $day group by 1 order by 1
        """
        return case.sql(query, {"day": day})

    monkeypatch.setattr(module, "features", features)
    return days


def test_days_are_the_ends_of_the_last_stretches(case: kit.Case) -> None:
    # The first stretch would begin less than half of one after the first review.
    assert default_days(case) == [day(365 - STRETCH_DAYS * n) for n in (3, 2, 1, 0)]
    assert default_days(case, 3) == [day(365 - STRETCH_DAYS * n) for n in (2, 1, 0)]


def test_two_stretches_are_too_short(tmp_path: Path) -> None:
    case = case_of([review("a", "P", n, 5) for n in (0, 2 * STRETCH_DAYS - 60)], tmp_path)
    with pytest.raises(ParameterError, match="too short to learn") as error:
        default_days(case)
    assert "three stretches" in str(error.value)


def test_each_account_stands_where_it_wrote_since_the_last_day(
    case: kit.Case, asked: list[dt.date]
) -> None:
    days = [day(160), day(251), day(365)]
    found = snapshots(case, days).select("day", "account_id").rows()
    assert found == [
        (day(160), "a"),
        (day(251), "b"),
        (day(365), "a"),
        (day(365), "c"),
    ]
    assert asked == days


def test_the_first_day_may_look_further_back(case: kit.Case, asked: list[dt.date]) -> None:
    late = [day(300)]
    assert snapshots(case, late)["account_id"].to_list() == []
    assert snapshots(case, late, since=day(0))["account_id"].to_list() == ["a", "b"]


def test_a_day_is_worked_out_once(case: kit.Case, asked: list[dt.date]) -> None:
    one, again = (snapshots(case, [day(160), day(251)]) for _ in range(2))
    assert one.equals(again)
    assert asked == [day(160), day(251)]
    assert not list(case.derived.glob("*.partial"))
