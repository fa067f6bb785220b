"""A margin becomes a probability that comes true, and the curve says how nearly."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.trust.learning.calibrate import (
    ENOUGH,
    ISOTONIC,
    PLATT,
    RELIABILITY,
    SHARE,
    Calibration,
    calibrate,
    calibration_error,
    reliability,
)


def judged(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return margins, whether paid, weights of 1, and the true probabilities."""
    random = np.random.default_rng(seed)
    margin = random.normal(-1, 2, n)
    truth = 1 / (1 + np.exp(-(0.7 * margin + 0.4)))
    return margin, random.random(n) < truth, np.ones(n), truth


@pytest.mark.parametrize(("n", "kind"), [(120, PLATT), (6_000, ISOTONIC)])
def test_the_number_of_cases_chooses_the_curve(n: int, kind: str) -> None:
    margin, paid, weight, truth = judged(n)
    curve = calibrate(margin, paid, weight)
    assert curve.kind == kind
    assert (min(paid.sum(), (~paid).sum()) >= ENOUGH) == (kind == ISOTONIC)
    assert np.abs(curve(margin) - truth).mean() < 0.08


@pytest.mark.parametrize("paid", [True, False])
def test_of_one_kind_alone_there_is_a_share_that_is_never_certain(paid: bool) -> None:
    margin = np.arange(20.0)
    curve = calibrate(margin, np.full(20, paid), np.ones(20))
    assert curve.kind == SHARE
    assert np.unique(curve(margin)).size == 1
    assert 0 < curve(margin)[0] < 1
    assert (curve(margin)[0] > 0.5) == paid


def test_where_margins_do_not_differ_it_is_the_weighted_share() -> None:
    paid = np.array([True, False, False])
    curve = calibrate(np.zeros(3), paid, np.array([1.0, 10.0, 10.0]))
    assert curve(np.zeros(1))[0] == pytest.approx(1.5 / 22)


def test_who_was_drawn_stands_for_others() -> None:
    """The paid are judged always, one of ten others: weights undo it."""
    margin, paid, _, truth = judged(8_000)
    kept = paid | (np.random.default_rng(1).random(paid.size) < 0.1)
    weight = np.where(paid, 1.0, 10.0)[kept]
    with_weights = calibrate(margin[kept], paid[kept], weight)(margin).mean()
    without = calibrate(margin[kept], paid[kept], np.ones(weight.size))(margin).mean()
    assert with_weights == pytest.approx(truth.mean(), abs=0.02)
    assert without > truth.mean() + 0.1


@given(st.integers(10, 300), st.integers(0, 9))
def test_a_curve_never_falls_and_stays_a_probability(n: int, seed: int) -> None:
    margin, paid, weight, _ = judged(n, seed)
    told = calibrate(margin, paid, weight)(np.linspace(-50, 50, 101))
    assert (np.diff(told) >= -1e-12).all()
    assert ((told >= 0) & (told <= 1)).all()


def test_platt_goes_on_beyond_what_it_saw() -> None:
    curve = Calibration(PLATT, np.array([0.0, 1.0]), np.array([0.5, 1 / (1 + np.exp(-1.0))]))
    assert curve(np.array([2.0, -3.0])) == pytest.approx(1 / (1 + np.exp([-2.0, 3.0])))


def test_reliability_has_bins_of_equal_weight_with_intervals() -> None:
    _, paid, weight, truth = judged(5_000)
    curve = reliability(truth, paid, weight)
    assert dict(curve.schema) == RELIABILITY
    assert curve["accounts"].to_list() == [500] * 10
    assert curve["told"].is_sorted()
    within = curve.filter(pl.col("told").is_between(pl.col("low"), pl.col("high"))).height
    assert within >= 8
    assert calibration_error(curve) < 0.03
    # Told twice as high, it is as far off as that.
    far = reliability(np.minimum(truth * 2, 1), paid, weight)
    expected = np.abs(np.minimum(truth * 2, 1) - truth).mean()
    assert calibration_error(far) == pytest.approx(expected, abs=0.03)


def test_nobody_judged_is_no_curve() -> None:
    none = reliability(np.zeros(0), np.zeros(0, np.bool_), np.zeros(0))
    assert none.is_empty()
    assert dict(none.schema) == RELIABILITY
    assert np.isnan(calibration_error(none))
