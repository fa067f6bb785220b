"""The champion comes with the calibration that was measured last; its folder stays as it is."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import kit
from kit import journal
from kit.errors import CaseError
from kit.practice.scoring.learning import quarter_end
from kit.practice.scoring.team import Team, by_rule
from kit.trust import learn as learning
from kit.trust.learning.calibrate import ISOTONIC, Calibration
from kit.trust.learning.fitting import Stretch, learn
from kit.trust.learning.model import Model
from kit.trust.learning.model_folder import ARRAYS, CHOSEN, load, save
from kit.trust.learning.standing import CALIBRATED, note_calibration, standing
from tests.trust.learning.rows import DAYS, drawn, told

ROWS = drawn()
CURVE = Calibration(ISOTONIC, np.array([-1.0, 0.5, 2.0]), np.array([0.01, 0.2, 0.2]))


@pytest.fixture(scope="module")
def model() -> Model:
    return learn(ROWS, told(ROWS), Stretch(DAYS[1], DAYS[2], DAYS[3]), "first")


@pytest.fixture
def chosen(case: kit.Case, model: Model) -> kit.Case:
    save(case, model)
    journal.append(case, CHOSEN, name="first", instead_of="rules", why="better")
    return case


def champion(case: kit.Case) -> Model:
    found = standing(case)
    assert found is not None
    return found


def test_nobody_was_chosen(case: kit.Case, model: Model) -> None:
    assert standing(case) is None
    save(case, model)
    assert standing(case) is None


def test_without_a_new_calibration_it_is_as_it_was_saved(chosen: kit.Case, model: Model) -> None:
    assert champion(chosen).score(ROWS).equals(model.score(ROWS))


def test_the_last_calibration_counts_and_the_folder_stays(chosen: kit.Case, model: Model) -> None:
    before = (chosen.folder / "models" / "first" / ARRAYS).read_bytes()
    for curve in (model.calibration, CURVE):
        note_calibration(chosen, replace(model, calibration=curve))
    now = champion(chosen)
    margin = now.margin(ROWS)
    assert np.array_equal(now.calibration(margin), CURVE(margin))
    assert np.array_equal(margin, model.margin(ROWS))
    assert (chosen.folder / "models" / "first" / ARRAYS).read_bytes() == before
    assert load(chosen, "first").score(ROWS).equals(model.score(ROWS))


def test_another_models_calibration_is_not_its(chosen: kit.Case, model: Model) -> None:
    note_calibration(chosen, replace(model, name="other", calibration=CURVE))
    assert champion(chosen).score(ROWS).equals(model.score(ROWS))


@pytest.mark.parametrize(
    "curve",
    [
        None,
        {"kind": "isotonic", "at": [0.0, 1.0], "gives": [0.4, 0.1]},
        {"kind": "isotonic", "at": [1.0, 0.0], "gives": [0.1, 0.4]},
        {"kind": "isotonic", "at": [0.0, 1.0], "gives": [0.1]},
        {"kind": "isotonic", "at": [], "gives": []},
        {"kind": "Platt", "at": [0.0], "gives": [0.1]},
        {"kind": "spline", "at": [0.0, 1.0], "gives": [0.1, 0.4]},
        {"kind": "isotonic", "at": ["a", "b"], "gives": [0.1, 0.4]},
        {"kind": "isotonic", "at": [0.0, 1.0], "gives": [0.1, 1.4]},
    ],
)
def test_what_is_no_curve_is_refused(chosen: kit.Case, curve: Any) -> None:
    journal.append(chosen, CALIBRATED, name="first", curve=curve)
    with pytest.raises(CaseError, match="no curve that rises from 0 to 1"):
        standing(chosen)


@pytest.mark.slow
def test_a_fit_calibrates_whoever_is_champion(
    market: kit.practice.PracticeCase, shown: pl.DataFrame, tmp_path: Path
) -> None:
    case = kit.open_case(folder=shutil.copytree(market.folder, tmp_path / "case"))
    days = [quarter_end(quarter) for quarter in range(6, 11)]
    fitted = learning.fit(case, known=by_rule(shown, 5, Team()), days=days, name="first")
    assert fitted.contest.promoted
    assert champion(case).score(shown).equals(fitted.champion.score(shown))
    assert not fitted.champion.score(shown).equals(fitted.model.score(shown))
    assert len(journal.read(case, CALIBRATED)) == 1
