"""Several p-values combined into one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kit.cauchy import P_CEILING, cauchy_combine, cauchy_p, cauchy_scores

P_VALUES = st.lists(st.floats(1e-200, 1), min_size=1, max_size=8).map(np.array)


@given(st.floats(1e-300, P_CEILING))
def test_one_p_value_comes_back(p: float) -> None:
    """On both sides of the smallest p at which the tangent still holds."""
    assert cauchy_p(cauchy_scores(np.array([p])))[0] == pytest.approx(p, rel=1e-3)


@given(P_VALUES, st.randoms())
def test_order_does_not_matter(p: np.ndarray, random: object) -> None:
    shuffled = p.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert cauchy_combine(shuffled) == pytest.approx(float(cauchy_combine(p)), rel=1e-6)


@given(st.lists(st.floats(0.01, 0.9), min_size=1, max_size=7), st.floats(1e-250, 1e-6))
def test_one_tiny_p_value_dominates(others: list[float], tiny: float) -> None:
    combined = float(cauchy_combine(np.array([tiny, *others])))
    assert tiny < combined < 1.1 * tiny * (len(others) + 1)


def test_certainty_of_nothing_does_not_erase_evidence() -> None:
    assert cauchy_combine(np.array([1e-9, 1.0, 1.0])) < 1e-8
    assert 0 < cauchy_combine(np.array([1.0, 1.0])) <= 1


@given(P_VALUES)
def test_it_is_a_p_value(p: np.ndarray) -> None:
    assert 0 <= cauchy_combine(p) <= 1


def test_weights_say_which_counts() -> None:
    p = np.array([[1e-4, 0.5], [1e-4, 0.5]])
    combined = cauchy_combine(p, np.array([[1.0, 0.0], [0.0, 1.0]]))
    np.testing.assert_allclose(combined, [1e-4, 0.5], rtol=1e-9)


@pytest.mark.parametrize(
    ("correlation", "levels"), [(0.0, (0.001, 0.01, 0.05, 0.2)), (0.6, (0.001, 0.01))]
)
def test_it_holds_its_level(correlation: float, levels: tuple[float, ...]) -> None:
    """At every level where the tests are independent, at small levels where they are not."""
    random = np.random.default_rng(4)
    covariance = np.full((5, 5), correlation) + (1 - correlation) * np.eye(5)
    normal = random.multivariate_normal(np.zeros(5), covariance, size=20_000)
    combined = cauchy_combine(stats.norm.sf(normal))
    for level in levels:
        below = int((combined <= level).sum())
        assert 20_000 * level / 2 <= below <= stats.binom.ppf(0.999, 20_000, level)
