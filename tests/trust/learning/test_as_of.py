"""A case as of a day holds the reviews before it and nothing else, and is gone afterwards."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import kit
from kit.errors import ParameterError
from kit.trust.learning.as_of import as_of
from tests.case_rows import START, case_of, review

DAY = (START + dt.timedelta(days=10)).date()
ROWS = [
    review("a", "P", 1, 5),
    review("b", "P", 9.5, 4),
    review("c", "P", 10, 1),
    review("d", "P", 40, 2),
    review("e", "P", None, 3),
]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    return case_of(ROWS, tmp_path_factory.mktemp("as_of"))


def test_only_reviews_before_the_day_are_there(case: kit.Case) -> None:
    with as_of(case, DAY) as then:
        found = then.sql("select account_id, stars from reviews order by account_id").rows()
    assert found == [("a", 5.0), ("b", 4.0)]


def test_the_folder_is_gone_and_the_case_as_it_was(case: kit.Case) -> None:
    with as_of(case, DAY) as then:
        place = Path(then.folder)
        assert place.is_dir()
        assert case.folder not in [place, *place.parents]
    assert not place.exists()
    assert case.sql("select count(*) as n from reviews")["n"][0] == len(ROWS)


def test_the_folder_is_gone_after_an_error_too(case: kit.Case) -> None:
    places = []

    def stop() -> None:
        with as_of(case, DAY) as then:
            places.append(then.folder)
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        stop()
    assert not places[0].exists()


def test_before_the_first_review_there_is_no_case(case: kit.Case) -> None:
    with (
        pytest.raises(ParameterError, match="No review was written before") as error,
        as_of(case, START.date()),
    ):
        pass
    assert "Hint:" in str(error.value)
