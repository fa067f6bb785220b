"""Between two screenings the list is carried on, and the days are taken in all the same."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import kit
from kit import journal, verdicts
from kit.errors import ParameterError
from kit.trust.daily import daily, day, days, summary
from tests.trust.daily.test_run import comparable


def names(listed: pl.DataFrame, *states: str) -> set[str]:
    return set(listed.filter(pl.col("state").is_in(states))["entity_id"])


def test_a_day_between_takes_the_reviews_in_and_carries_the_list_on(
    after_two: Path, files: list[Path]
) -> None:
    before = day(kit.open_case(folder=after_two))
    screenings = len(journal.read(after_two, "screening"))
    made = daily(after_two, files[2], every=2)[0]
    assert (made.run, made.screened) == (3, 2)
    assert made.data["files"][0]["loaded"] == pl.read_parquet(files[2]).height
    standing = names(before.list, "new", "returned", "waiting", "judged")
    assert names(made.list, "waiting") == standing
    assert standing
    assert not names(made.list, "new", "returned", "gone")
    assert len(journal.read(after_two, "screening")) == screenings
    said = "Nothing was screened: the list is that of run 2, carried on."
    assert said in summary(made)


def test_the_screening_that_is_due_is_that_of_the_whole(
    after_two: Path, files: list[Path], tmp_path: Path
) -> None:
    made = daily(after_two, files[2:4], every=2)
    assert [one.screened for one in made] == [2, 4]
    assert days(kit.open_case(folder=after_two))["screened"].to_list() == [0, 1, 2, 2, 4]
    whole = kit.open_case([files[0].parent / "before.parquet", *files], folder=tmp_path / "one")
    kept = pl.read_parquet(after_two / "screening" / "findings.parquet")
    assert_frame_equal(comparable(kept), comparable(kit.screen(whole, save=False)))


def test_a_verdict_counts_on_a_day_between(after_two: Path, files: list[Path]) -> None:
    case = kit.open_case(folder=after_two)
    first = day(case).list.filter(pl.col("entity_kind") == "account").row(0, named=True)
    verdicts.record(case, "account", first["entity_id"], "not_consistent", reviewer="Ada")
    made = daily(after_two, files[2], every=7)[0]
    assert names(made.list, "judged") == {first["entity_id"]}


def test_every_is_at_least_one_run(after_two: Path, files: list[Path]) -> None:
    with pytest.raises(ParameterError, match="every = 0"):
        daily(after_two, files[2], every=0)
