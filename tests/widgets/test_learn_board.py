from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
import traitlets

import kit
from kit.trust.learn import Fitted
from kit.trust.learning.calibrate import reliability
from kit.trust.learning.champion import contest
from kit.trust.learning.drift import drift
from kit.trust.learning.fitting import Stretch, learn, rules
from kit.trust.learning.unlabelled import attach, judged
from tests.trust.learning.rows import DAYS, drawn, told


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    rows = drawn(300)
    known, stretch = told(rows), Stretch(DAYS[1], DAYS[2], DAYS[3])
    model, rule = learn(rows, known, stretch, "first"), rules(rows, known, stretch)
    later = judged(attach(rows, known, dt.date(2023, 1, 1))).filter(pl.col("day") == DAYS[3])
    paid, weight = later["paid"].to_numpy(), later["weight"].to_numpy()
    curves = [
        reliability(one.calibration(one.margin(later)), paid, weight) for one in (model, rule)
    ]
    early = rows.filter(pl.col("day") < DAYS[3])
    changed = drift(rule, later, early, later)
    return Fitted(model, contest(rule, model, later), curves[0], curves[1], changed, model)


def test_shows_the_contest_and_is_its_table(fitted: Fitted) -> None:
    board = kit.LearnBoard(fitted)
    assert "first takes the place of rules" in str(board.head.blocks)
    assert "average precision" in str(board)
    assert board.selection.height == 6


def test_the_buttons_choose_whose_reliability_is_drawn(fitted: Fitted) -> None:
    board = kit.LearnBoard(fitted)
    board.chooser.values = {"shown": "challenger"}
    assert board.shown == "challenger"
    board.shown = "both"
    assert board.chooser.values == {"shown": "both"}
    with pytest.raises(traitlets.TraitError):
        board.shown = "nobody"


def test_says_that_the_score_is_no_evidence(fitted: Fitted) -> None:
    assert "it is no evidence about anybody" in str(kit.LearnBoard(fitted).head.blocks)
