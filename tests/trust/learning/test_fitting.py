"""A model is fitted forward in time, on what little is known, and says what it rests on."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

import kit
from kit.errors import ParameterError
from kit.trust import learn as learning
from kit.trust.learning.champion import contest
from kit.trust.learning.fitting import Stretch, learn, recalibrate, rules
from kit.trust.learning.level import audited_share
from kit.trust.learning.unlabelled import attach, judged
from tests.trust.learning.rows import DAYS, drawn, told

ROWS = drawn()
LABELS = told(ROWS)
STRETCH = Stretch(DAYS[1], DAYS[2], DAYS[3])
LATER = judged(attach(ROWS, LABELS, dt.date(2023, 1, 1))).filter(pl.col("day") == DAYS[3])


def test_the_better_order_is_promoted_and_not_the_other_way_round() -> None:
    model, rule = learn(ROWS, LABELS, STRETCH), rules(ROWS, LABELS, STRETCH)
    assert contest(rule, model, LATER).promoted
    assert not contest(model, rule, LATER).promoted
    assert not contest(model, model, LATER).promoted


def test_later_labels_and_rows_do_not_reach_the_trees() -> None:
    later = ROWS.with_columns(
        most_crowd=pl.when(pl.col("day") > DAYS[2]).then(-9.0).otherwise("most_crowd")
    )
    one, other = learn(ROWS, LABELS, STRETCH), learn(later, LABELS, STRETCH)
    early = ROWS.filter(pl.col("day") <= DAYS[2])
    assert one.score(early).equals(other.score(early))


@pytest.mark.parametrize("kind", [True, False])
def test_one_kind_only_is_refused_or_said(kind: bool) -> None:
    only = LABELS.filter(pl.col("paid") == kind)
    if kind:
        model = learn(ROWS, only, STRETCH)
        assert model.about["data"]["not_consistent"] == 0
    else:
        with pytest.raises(ParameterError, match="Nothing can be learned"):
            learn(ROWS, only, STRETCH)


def test_without_any_label_it_says_what_is_possible(case: kit.Case) -> None:
    with pytest.raises(ParameterError, match="Nobody has judged") as error:
        learning.fit(case)
    assert "kit.rank(case)" in str(error.value)


def test_a_champion_is_moved_towards_what_all_audits_found() -> None:
    today = dt.date(2023, 1, 1)
    rule = rules(ROWS, LABELS, STRETCH)
    # Who writes now looks more unusual than anybody before: the last audits' curve goes along.
    now = ROWS.filter(pl.col("day") == DAYS[3]).with_columns(rank_score=pl.col("rank_score") + 3)
    before = rule.margin(now)
    old = recalibrate(rule, ROWS, LABELS, today)
    new = recalibrate(rule, ROWS, LABELS, today, told=now)
    share = audited_share(judged(attach(ROWS, LABELS, today)))
    assert share == pytest.approx(0.15, abs=0.03)
    gaps = [abs(one.calibration(before).mean() - share) for one in (new, old)]
    assert gaps[0] < gaps[1]
    assert new.margin(now).tolist() == before.tolist()


def test_without_an_audit_it_is_calibrated_on_the_queue_alone() -> None:
    queue = told(ROWS, audit=False)
    rule = rules(ROWS, queue, STRETCH)
    one = recalibrate(rule, ROWS, queue, dt.date(2023, 1, 1))
    other = recalibrate(rule, ROWS, queue, dt.date(2023, 1, 1), told=ROWS)
    assert one.calibration.gives.tolist() == other.calibration.gives.tolist()
