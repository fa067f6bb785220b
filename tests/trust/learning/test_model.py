"""A model reads its features by name, and tells scores and probabilities in one order."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from kit.errors import ParameterError
from kit.trust.learning.calibrate import Calibration
from kit.trust.learning.model import RULES, SCORES, Model, matrix
from kit.trust.learning.trees import grow

CURVE = Calibration("Platt", np.array([0.0, 1.0]), np.array([0.5, 1 / (1 + np.exp(-1.0))]))
X = np.random.default_rng(0).normal(0, 1, (80, 2))
SHOWN = pl.DataFrame(
    {"account_id": ["a", "b", "c"], RULES: [1.0, 3.0, 3.0], "near": [0.0, 1.0, None]}
)


def test_rules_order_by_the_rank_and_ties_by_name() -> None:
    found = Model("rules", (RULES,), None, CURVE, {}).score(SHOWN)
    assert dict(found.schema) == SCORES
    assert found["account_id"].to_list() == ["b", "c", "a"]
    assert found["probability"].to_list() == pytest.approx(
        [1 / (1 + np.exp(-3)), 1 / (1 + np.exp(-3)), 1 / (1 + np.exp(-1))], abs=1e-9
    )


def test_trees_read_columns_by_name_wherever_they_stand() -> None:
    model = Model("m", ("near", RULES), grow(X, X[:, 0] > 0, np.ones(80), (0, 0)), CURVE, {})
    turned = SHOWN.select(reversed(SHOWN.columns))
    assert model.margin(SHOWN).tolist() == model.margin(turned).tolist()
    assert model.margin(SHOWN)[1] > model.margin(SHOWN.with_columns(near=-1.0))[1]


def test_a_missing_feature_is_named() -> None:
    model = Model("m", ("near", RULES), grow(X, X[:, 0] > 0, np.ones(80), (0, 0)), CURVE, {})
    with pytest.raises(ParameterError, match="reads near, which the frame has not") as error:
        model.margin(SHOWN.drop("near"))
    assert "features" in str(error.value)


def test_unknown_is_no_number_in_the_matrix() -> None:
    got = matrix(SHOWN, ("near", RULES))
    assert got.shape == (3, 2)
    assert np.isnan(got[2, 0])
    assert matrix(SHOWN, ()).shape == (3, 0)
    assert matrix(SHOWN.with_columns(near=pl.Series([1, 2, 3])), ("near",)).dtype == np.float64
