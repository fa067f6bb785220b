from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ranking.agreement import agreed_q_values
from kit.statistics import q_values

PAIRS = st.lists(st.tuples(st.floats(1e-12, 1), st.floats(1e-12, 1)), min_size=1, max_size=40)


def test_only_those_of_which_one_speaks_count() -> None:
    """At .01 three of a hundred speak and two agree: 3 x .01 / 2."""
    agreed = agreed_q_values(np.array([0.001, 0.01, 0.8]), np.array([1e-9, 1e-4, 1e-6]), 100, 0.1)
    assert agreed.tolist() == pytest.approx([0.003, 0.015, 1])


def test_what_is_not_reported_may_be_anything() -> None:
    p, strongest = np.array([0.2]), np.array([1e-9])
    assert agreed_q_values(p, strongest, 4, 0.1).tolist() == pytest.approx([0.8])
    assert agreed_q_values(p, strongest, 4, 0.3).tolist() == pytest.approx([0.2])


def test_nobody_has_no_q_value() -> None:
    assert agreed_q_values(np.empty(0), np.empty(0), 10, 0.1).shape == (0,)


@given(PAIRS)
def test_it_never_asks_for_more_than_a_test_of_all(pairs: list[tuple[float, float]]) -> None:
    both = np.sort(np.array(pairs), axis=1)
    agreed = agreed_q_values(both[:, 1], both[:, 0], len(both), 1.0)
    assert (agreed <= q_values(both[:, 1]) * (1 + 1e-12)).all()
    assert (agreed >= both[:, 1] * (1 - 1e-12)).all()


def test_it_holds_its_rate_where_one_test_often_speaks() -> None:
    """Of 800 products 40 burst, and 5 of those have paid stars; 10 shift without a burst."""
    chance = np.random.default_rng(1)
    shares = []
    for _ in range(400):
        timing, rating = chance.random((2, 800))
        timing[:40] *= 1e-12
        rating[:5] *= 1e-4
        rating[40:50] *= 1e-4
        larger, smaller = np.maximum(timing, rating), np.minimum(timing, rating)
        named = agreed_q_values(larger, smaller, 800, 0.1) <= 0.05
        shares.append(named[5:].sum() / max(named.sum(), 1))
        assert named[:5].sum() >= 4
    assert np.mean(shares) <= 0.05
