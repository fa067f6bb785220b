"""Trees as arrays tell what scikit-learn tells, and damaged ones are refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from kit.errors import CaseError
from kit.trust.learning.trees import SETTINGS, grow, of_arrays

DIRECTIONS = [1, 0, -1, 0]


def data(seed: int, rows: int = 300) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    x = random.normal(0, 1, (rows, 4))
    x[random.random(x.shape) < 0.15] = np.nan
    y = np.nan_to_num(x[:, 0]) - np.nan_to_num(x[:, 2]) + random.normal(0, 1, rows) > 0.5
    return x, y, random.uniform(0.2, 3.0, rows)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_tells_what_scikit_learn_tells(seed: int) -> None:
    x, y, weight = data(seed)
    model = HistGradientBoostingClassifier(**SETTINGS, monotonic_cst=DIRECTIONS, random_state=0)
    with threadpool_limits(1, "openmp"):
        model.fit(x, y, sample_weight=weight)
        wide = np.vstack([data(seed + 1)[0], np.full((1, 4), np.nan), np.full((1, 4), 1e300)])
        expected = model.decision_function(wide)
    assert np.allclose(grow(x, y, weight, DIRECTIONS).margin(wide), expected, atol=1e-9)


def test_the_score_never_falls_as_a_detector_speaks_louder() -> None:
    x, y, weight = data(3)
    trees = grow(x, y, weight, DIRECTIONS)
    louder = np.tile(x[:20], (9, 1, 1)).transpose(1, 0, 2).copy()
    louder[:, :, 0] = np.linspace(-3, 3, 9)
    margins = trees.margin(louder.reshape(-1, 4)).reshape(20, 9)
    assert (np.diff(margins, axis=1) >= -1e-9).all()


def test_nothing_is_told_of_nobody() -> None:
    x, y, weight = data(4)
    assert grow(x, y, weight, DIRECTIONS).margin(np.zeros((0, 4))).shape == (0,)


@pytest.mark.parametrize("damage", ["round", "feature", "length", "missing", "infinite", "type"])
def test_damaged_arrays_are_refused(damage: str) -> None:
    x, y, weight = data(5)
    arrays = {name: value.copy() for name, value in grow(x, y, weight, DIRECTIONS).arrays().items()}
    inner = int(np.flatnonzero(arrays["feature"] >= 0)[-1])
    if damage == "round":
        arrays["left"][inner] = 0
    elif damage == "feature":
        arrays["feature"][inner] = 99
    elif damage == "length":
        arrays["right"] = arrays["right"][:-1]
    elif damage == "missing":
        del arrays["value"]
    elif damage == "infinite":
        arrays["value"][0] = np.inf
    else:
        arrays["roots"] = arrays["roots"].astype(float)
    with pytest.raises(CaseError, match="holds no trees"):
        of_arrays(arrays, 4)
