"""Labels reach the row that was judged, weights undo the draw, and the unlabelled add up."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.trust.learning.labels import AUDIT, LABELS, QUEUE, TAKEDOWN
from kit.trust.learning.unlabelled import (
    MOST_DAYS,
    MOST_WEIGHT,
    attach,
    judged,
    old_enough,
    patience,
    prior,
    split_unlabelled,
    weights,
)

SPRING, SUMMER, AUTUMN = (dt.date(2022, month, 1) for month in (4, 7, 10))


def shown(*rows: tuple[str, dt.date]) -> pl.DataFrame:
    frame = pl.DataFrame(list(rows), schema=["account_id", "day"], orient="row")
    return frame.with_columns(last_at=pl.col("day").cast(pl.Datetime) - pl.duration(days=30))


def known(*rows: tuple[str, bool, dt.date, str, float | None]) -> pl.DataFrame:
    columns = list(LABELS)[:-1]
    frame = pl.DataFrame(list(rows), schema={c: LABELS[c] for c in columns}, orient="row")
    return frame.with_columns(reviewers=pl.lit([], pl.List(pl.String)))


def test_a_label_known_later_is_not_attached() -> None:
    rows = shown(("a", SPRING), ("a", SUMMER))
    labels = known(("a", True, dt.date(2022, 7, 20), QUEUE, 1.0))
    assert attach(rows, labels, dt.date(2022, 7, 19))["paid"].to_list() == [None, None]
    assert attach(rows, labels, dt.date(2022, 7, 20))["paid"].to_list() == [True]


@given(st.dates(SPRING, dt.date(2023, 4, 1)), st.dates(SPRING, dt.date(2023, 4, 1)))
def test_no_label_of_the_future_reaches_any_row(on: dt.date, today: dt.date) -> None:
    rows = shown(("a", SPRING), ("a", SUMMER), ("b", SUMMER))
    found = attach(rows, known(("a", True, on, AUDIT, 0.5)), today)
    assert found.filter(pl.col("known_on") > today).is_empty()
    assert found["paid"].count() == (on <= today)


def test_the_row_is_the_one_as_it_was_when_judged() -> None:
    rows = shown(("a", SPRING), ("a", SUMMER), ("a", AUTUMN), ("b", SUMMER), ("b", AUTUMN))
    between = dt.date(2022, 8, 1)
    labels = known(("a", True, between, QUEUE, 1.0), ("b", False, SPRING, TAKEDOWN, None))
    found = attach(rows, labels, AUTUMN)
    # b was known before its first row: that one stands for it.
    assert found.select("account_id", "day").rows() == [("a", SUMMER), ("b", SUMMER)]


def test_patience_is_how_late_nine_of_ten_labels_came() -> None:
    rows = attach(
        shown(*[(str(n), SPRING) for n in range(11)]),
        known(*[(str(n), True, SPRING + dt.timedelta(days=n), QUEUE, 1.0) for n in range(11)]),
        AUTUMN,
    )
    assert patience(rows) == 39
    assert patience(rows.head(0)) == MOST_DAYS


def test_who_had_no_time_to_get_a_label_is_left_out() -> None:
    rows = attach(
        shown(("told", SUMMER), ("old", SPRING), ("young", SUMMER)),
        known(("told", True, SUMMER + dt.timedelta(days=5), QUEUE, 1.0)),
        SUMMER + dt.timedelta(days=20),
    )
    left = old_enough(rows, SUMMER + dt.timedelta(days=4))
    assert left["account_id"].to_list() == ["told", "old"]


@given(st.integers(0, 10_000))
def test_horvitz_and_thompsons_totals_come_to_all(seed: int) -> None:
    """Drawn with unequal chances, the mean over many draws of the weighted sum is the total."""
    random = np.random.default_rng(seed)
    chance, paid = random.uniform(0.2, 0.9, 40), random.random(40) < 0.4
    labels = known(
        *[(f"{n:02}", bool(paid[n]), SPRING, AUDIT, float(chance[n])) for n in range(40)]
    )
    rows = judged(attach(shown(*[(f"{n:02}", SPRING) for n in range(40)]), labels, SUMMER))
    weight = rows["weight"].to_numpy()
    draws = random.random((4_000, 40)) < chance
    for value in (np.ones(40), paid):
        totals = (draws * weight * value).sum(axis=1)
        error = totals.std() / np.sqrt(len(draws))
        assert abs(totals.mean() - value.sum()) < 5 * error + 1e-9


def test_takedowns_are_not_among_the_judged_and_weights_are_bounded() -> None:
    rows = attach(
        shown(("q", SPRING), ("a", SPRING), ("t", SPRING), ("n", SPRING)),
        known(
            ("q", True, SPRING, QUEUE, 1.0),
            ("a", False, SPRING, AUDIT, 0.01),
            ("t", True, SPRING, TAKEDOWN, None),
        ),
        SUMMER,
    )
    assert judged(rows).select("account_id", "weight").rows() == [("q", 1.0), ("a", 100.0)]
    assert weights(rows).tolist() == [1.0, MOST_WEIGHT, 1.0, 1.0]


def audit(found: int, drawn: int = 100, chance: float = 0.1) -> pl.DataFrame:
    labels = known(*[(f"A{n}", n < found, SPRING, AUDIT, chance) for n in range(drawn)])
    names = [*[f"A{n}" for n in range(drawn)], *[f"N{n}" for n in range(900)]]
    return attach(shown(*[(name, SPRING) for name in names]), labels, SUMMER)


def test_the_audit_tells_the_share_of_the_unlabelled() -> None:
    told = prior(audit(8))
    assert told.share == pytest.approx(0.08)
    assert told.low is not None
    assert told.high is not None
    assert told.low < 0.08 < told.high
    # 8 labelled, .08 of 900 others: 72 paid without a label.
    assert told.labelled_of_paid == pytest.approx(8 / 80)
    assert (told.audited, told.paid) == (100, 8)


def test_none_found_is_not_none_and_no_audit_is_no_share() -> None:
    nobody = prior(audit(0))
    assert nobody.share == pytest.approx(0.5 / 101)
    assert nobody.high == pytest.approx(1 - 0.025**0.01)
    assert prior(audit(5).filter(pl.col("source").is_null())).share is None


@given(
    st.lists(st.floats(1e-6, 1e6), min_size=1, max_size=60),
    st.floats(0.001, 0.999),
)
def test_the_unlabelled_average_to_the_share_in_the_order_of_their_odds(
    odds: list[float], share: float
) -> None:
    part = split_unlabelled(np.array(odds), share)
    assert part.mean() == pytest.approx(share, abs=1e-6)
    assert ((part >= 0) & (part <= 1)).all()
    assert (np.diff(part[np.argsort(odds)]) >= -1e-12).all()


def test_without_a_share_nobody_counts_as_paid() -> None:
    assert split_unlabelled(np.array([1.0, 9.0]), 0.0).tolist() == [0.0, 0.0]
    assert split_unlabelled(np.zeros(0), 0.5).size == 0
