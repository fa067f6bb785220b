"""Labels: verdicts, takedowns and the slices of the daily runs, each with its source and chance."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

import kit
from kit.errors import ParameterError
from kit.trust import learn
from kit.trust.daily import audits
from kit.trust.daily.audit import Slice, log
from kit.trust.learning.labels import (
    LABELS,
    audited,
    contradicting,
    known_by,
    labels,
    slices,
    taken_down,
)
from kit.verdicts.record import CONSISTENT, NOT_CONSISTENT, record
from tests.trust.daily.conftest import after_two, begun, files, watched
from tests.trust.learning.rows import drawn

__all__ = ["after_two", "begun", "files", "watched"]


@pytest.fixture
def daily_case(after_two: Path) -> kit.Case:
    return kit.open_case(folder=after_two)


def accounts(case: kit.Case, count: int) -> list[str]:
    found = case.sql("select distinct account_id as a from reviews order by a")["a"]
    return found.drop_nulls().head(count).to_list()


def test_a_daily_runs_slice_reaches_the_labels_of_a_fit(
    daily_case: kit.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = audits(daily_case)
    chance = told.unique("line").sort("line")["probability"]
    for name in told["account_id"].unique():
        record(daily_case, "account", name, NOT_CONSISTENT, reviewer="Ada")
    listed = next(a for a in accounts(daily_case, 99) if a not in told["account_id"].to_list())
    record(daily_case, "account", listed, CONSISTENT, reviewer="Ada")
    seen: list[pl.DataFrame] = []

    def grown(rows: pl.DataFrame, found: pl.DataFrame, *_: object) -> None:
        seen.append(found)
        raise ParameterError("Far enough.")

    monkeypatch.setattr(learn, "snapshots", lambda *_: drawn(5))
    monkeypatch.setattr(learn, "learn", grown)
    with pytest.raises(ParameterError, match="Far enough"):
        learn.fit(daily_case)
    found = seen[0]
    audit = found.filter(pl.col("source") == "audit")
    assert set(audit["account_id"]) == set(told["account_id"])
    # Each was in the draw of both runs, but for who wrote the first time after one.
    either = 1 - (1 - chance[0]) * (1 - chance[1])
    days = daily_case.sql(
        "select account_id, min(posted_at)::date as began from reviews group by 1"
    )
    early = days.filter(pl.col("began") < told["day"].min())["account_id"]
    old = audit.filter(pl.col("account_id").is_in(early.implode()))
    assert old.height
    assert old["probability"].to_list() == pytest.approx([either] * old.height)
    new = audit.filter(~pl.col("account_id").is_in(early.implode()))
    assert all(
        p == pytest.approx(chance[1]) or p == pytest.approx(either) for p in new["probability"]
    )
    queue = found.filter(pl.col("source") == "queue")
    assert queue.select("account_id", "probability").rows() == [(listed, 1.0)]


def test_the_weights_of_all_slices_come_to_all_who_could_be_drawn(case: kit.Case) -> None:
    """Forty runs draw most accounts at least once; together these stand for the case's accounts."""
    names = pl.Series(accounts(case, 10_000))
    for run in range(40):
        some = names.sample(len(names) // 20, seed=run).to_list()
        log(case, Slice(tuple(some), len(names), "seed"), run, None)
    found = slices(case)
    assert found["entity_id"].is_unique().all()
    assert found["probability"].unique().len() == 1
    total = (1 / found["probability"]).sum()
    assert total == pytest.approx(len(names), rel=0.1)


def test_before_an_account_wrote_it_could_not_be_drawn(case: kit.Case) -> None:
    last = case.sql(
        "select account_id, min(posted_at)::date as d from reviews group by 1 order by 2"
    )
    name, day = last.row(-1)
    log(case, Slice((name,), 10, "seed"), 1, day - dt.timedelta(days=1))
    log(case, Slice((name,), 4, "seed"), 2, day)
    assert slices(case).rows() == [(name, 0.25)]


def test_without_a_run_there_is_no_slice(case: kit.Case) -> None:
    assert slices(case).is_empty()
    assert dict(labels(case).schema) == LABELS
    assert labels(case).is_empty()


def test_verdicts_that_contradict_each_other_are_no_label(case: kit.Case) -> None:
    first, second, third = accounts(case, 3)
    record(case, "account", first, CONSISTENT, reviewer="Ada")
    record(case, "account", first, NOT_CONSISTENT, reviewer="Bo")
    record(case, "account", second, CONSISTENT, reviewer="Ada")
    record(case, "account", second, CONSISTENT, reviewer="Bo")
    record(case, "account", third, NOT_CONSISTENT, reviewer="Ada")
    assert contradicting(case)["entity_id"].to_list() == [first]
    assert labels(case).select("account_id", "paid").rows() == [(second, True), (third, False)]
    both = labels(case, two_person=True)
    assert both["account_id"].to_list() == [second]
    assert sorted(both["reviewers"][0]) == ["Ada", "Bo"]


def test_a_disputed_account_keeps_what_the_market_did(case: kit.Case) -> None:
    name = accounts(case, 1)[0]
    record(case, "account", name, NOT_CONSISTENT, reviewer="Ada")
    gone = pl.DataFrame({"account_id": [name], "taken_down_at": [dt.datetime(2023, 1, 5, 9)]})
    found = labels(case, gone)
    assert found.select("paid", "source").rows() == [(False, "queue")]
    record(case, "account", name, CONSISTENT, reviewer="Bo")
    found = labels(case, gone)
    assert found.select("paid", "source", "probability").rows() == [(True, "takedown", None)]


def test_the_first_takedown_tells_the_day() -> None:
    gone = pl.DataFrame(
        {
            "account_id": ["a", "a", None, "b"],
            "taken_down_at": [dt.date(2023, 3, 1), dt.date(2023, 2, 1), dt.date(2023, 1, 1), None],
        }
    )
    assert taken_down(gone).select("account_id", "known_on").rows() == [("a", dt.date(2023, 2, 1))]
    assert known_by(taken_down(gone), dt.date(2023, 1, 31)).is_empty()
    assert known_by(taken_down(gone), dt.date(2023, 2, 1)).height == 1
    with pytest.raises(ParameterError, match="no taken_down_at"):
        taken_down(gone.drop("taken_down_at"))


def test_drawn_twice_it_had_two_chances() -> None:
    audit = pl.DataFrame({"entity_id": ["a", "a", "b"], "probability": [0.5, 0.5, 1.0]})
    assert dict(audited(audit).iter_rows()) == {"a": 0.75, "b": 1.0}


@pytest.mark.parametrize("chance", [0.0, -0.1, 1.5, None])
def test_a_chance_that_is_none_is_refused(chance: float | None) -> None:
    audit = pl.DataFrame(
        {"entity_id": ["a"], "probability": [chance]}, schema_overrides={"probability": pl.Float64}
    )
    with pytest.raises(ParameterError, match=r"not in \(0, 1\]"):
        audited(audit)
