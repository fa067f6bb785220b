"""Two tests of change, and sentences that claim no more than what was tested."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
import pytest

from kit.trust.learning.calibrate import Calibration
from kit.trust.learning.drift import Drift, drift
from kit.trust.learning.model import Model
from kit.trust.learning.trees import grow

DAY = dt.date(2023, 1, 1)
FEATURES = ("near", "most_crowd")


def told(share: float) -> Model:
    """Return a model that tells the same of everybody, and reads two features."""
    x = np.random.default_rng(0).normal(0, 1, (60, 2))
    trees = grow(x, x[:, 0] > 0, np.ones(60), (0, 0))
    return Model("m", FEATURES, trees, Calibration("share", np.zeros(1), np.array([share])), {})


def looks(accounts: int, seed: int, moved: float = 0.0) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    return pl.DataFrame({name: random.normal(0, 1, accounts) for name in FEATURES}).with_columns(
        pl.col("near") + moved
    )


def judged(*shares: float, each: int = 400, seed: int = 3) -> pl.DataFrame:
    """Return judged accounts, a day for each share of paid."""
    random = np.random.default_rng(seed)
    frames = [
        looks(each, seed + number).with_columns(
            account_id=pl.Series([f"{number}-{n}" for n in range(each)]),
            day=pl.lit(DAY + dt.timedelta(days=91 * number)),
            paid=pl.Series(random.random(each) < share),
        )
        for number, share in enumerate(shares)
    ]
    return pl.concat(frames)


def test_a_planted_change_is_seen_on_the_day_that_it_came() -> None:
    found = drift(told(0.1), judged(0.1, 0.1, 0.6), looks(500, 1), looks(500, 2))
    assert found.model_changed
    assert not found.market_changed
    assert found.residuals["changed"].to_list() == [False, False, True]
    assert found.residuals["seen"].to_list() == [400, 400, 400]


@pytest.mark.parametrize("seed", range(5))
def test_a_steady_stream_is_silent(seed: int) -> None:
    found = drift(told(0.1), judged(0.1, 0.1, 0.1, seed=seed), looks(500, seed), looks(500, 9))
    assert not found.model_changed
    assert not found.market_changed


def test_an_error_that_was_there_all_along_is_no_change_and_is_not_called_right() -> None:
    """The model tells .1 where half are paid, from the first day to the last."""
    found = drift(told(0.1), judged(0.5, 0.5, 0.5), looks(500, 1), looks(500, 2, moved=1))
    assert not found.model_changed
    assert found.market_changed
    assert found.residuals["residual"].min() > 0.3
    assert "come true at all is what the reliability curve tells" in found.verdict
    for claim in ("still come true", "the model holds"):
        assert claim not in found.verdict


def test_a_moved_feature_is_named_with_its_difference() -> None:
    shifts = drift(told(0.1), judged(0.1), looks(2_000, 1), looks(2_000, 2, moved=1)).shifts
    assert shifts["feature"].to_list() == ["near", "most_crowd"]
    assert shifts["changed"].to_list() == [True, False]
    # Two normals one standard deviation apart: D = 2 Phi(1/2) - 1 = .383.
    assert shifts["difference"][0] == pytest.approx(0.383, abs=0.04)


def test_a_sure_but_small_difference_is_no_change() -> None:
    shifts = drift(told(0.1), judged(0.1), looks(40_000, 1), looks(40_000, 2, moved=0.1)).shifts
    assert shifts["q_value"][0] < 0.001
    assert not shifts["changed"].any()


@pytest.mark.parametrize(
    ("model", "market", "said"),
    [
        (True, True, "has changed (ADWIN). Features"),
        (True, False, "look at the verdicts"),
        (False, True, "with q at most 0.05: 1 of 1."),
        (False, False, "no change beyond chance (ADWIN). Features"),
    ],
)
def test_the_sentence_says_what_was_tested(model: bool, market: bool, said: str) -> None:
    steps = pl.DataFrame({"day": [DAY], "seen": [7], "residual": [0.1], "changed": [model]})
    shifts = pl.DataFrame({"feature": ["near"], "changed": [market]})
    verdict = Drift(steps, shifts, model, market).verdict
    assert verdict.startswith("Over 7 judged accounts")
    assert said in verdict
    assert ("Fit a challenger" in verdict) == model


def test_where_nobody_was_judged_errors_were_not_tested() -> None:
    found = drift(told(0.1), judged(0.1).head(0), looks(50, 1), looks(50, 1))
    assert "could not be tested" in found.verdict
    assert not found.model_changed
