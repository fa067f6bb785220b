"""A model is fitted forward in time, on what little is known, and says what it rests on."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
import pytest

import kit
from kit.errors import ParameterError
from kit.trust import learn as learning
from kit.trust.learning.champion import contest
from kit.trust.learning.drift import drift
from kit.trust.learning.features import features
from kit.trust.learning.fitting import Stretch, learn, rules
from kit.trust.learning.unlabelled import attach, judged, prior, split_unlabelled
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


def test_the_audit_tells_how_many_unlabelled_are_paid() -> None:
    found = prior(attach(ROWS, LABELS, dt.date(2023, 1, 1)))
    assert found.low is not None
    assert found.high is not None
    assert found.low <= 0.15 <= found.high
    assert prior(attach(ROWS, told(ROWS, audit=False), dt.date(2023, 1, 1))).share is None


def test_the_unlabelled_are_split_into_what_they_come_to() -> None:
    part = split_unlabelled(np.array([0.01, 0.1, 3.0, 40.0]), 0.3)
    assert part.mean() == pytest.approx(0.3, abs=1e-6)
    assert (np.diff(part) >= 0).all()


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


def test_features_know_nothing_of_later_reviews(case: kit.Case) -> None:
    day = dt.date(2022, 7, 1)
    early = case.sql("select * from reviews where posted_at < timestamp '2022-07-01'")
    alone = kit.open_case(early, folder=case.folder.with_name("early"))
    assert features(case, day).equals(features(alone))


def test_a_changed_market_is_told_from_a_changed_model() -> None:
    model = learn(ROWS, LABELS, STRETCH)
    early = ROWS.filter(pl.col("day") <= DAYS[1])
    still = drift(model, LATER, early, ROWS.filter(pl.col("day") > DAYS[1]))
    assert not still.market_changed
    assert not still.model_changed
    moved = ROWS.filter(pl.col("day") > DAYS[1]).with_columns(pl.col("near") + 1)
    assert drift(model, LATER, early, moved).shifts.filter("changed")["feature"].to_list() == [
        "near"
    ]
    turned = pl.concat([LATER, LATER.with_columns(paid=~pl.col("paid"), day=dt.date(2023, 3, 1))])
    assert drift(model, turned, early, early).model_changed
