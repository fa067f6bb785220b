"""Measures of an order, worked by hand."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from kit.practice.scoring.metrics import METRICS, best_first, measure, over_products


def measured(*labels: int, top: int = 100, **more: object) -> dict[str, float]:
    found = measure(np.array(labels, bool), top=top, **more)[:, 0]  # type: ignore[arg-type]
    return dict(zip(METRICS, found, strict=True))


def test_an_order_worked_by_hand() -> None:
    """Paid, honest, paid, honest, honest."""
    found = measured(1, 0, 1, 0, 0, top=2)
    assert found["ap"] == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert found["auc"] == pytest.approx(5 / 6)  # Of six pairs only (third, second) is wrong.
    assert found["p_at_100"] == pytest.approx(1 / 2)
    assert found["ndcg_at_100"] == pytest.approx(1 / (1 + 1 / log2(3)))


def test_the_best_and_the_worst_order() -> None:
    assert list(measured(1, 1, 0, 0, top=2).values()) == pytest.approx([1, 1, 1, 1])
    worst = measured(0, 0, 1, 1, top=2)
    assert worst["ap"] == pytest.approx((1 / 3 + 2 / 4) / 2)
    assert (worst["auc"], worst["p_at_100"], worst["ndcg_at_100"]) == (0, 0, 0)


@pytest.mark.parametrize("labels", [(), (0, 0), (1, 1)])
def test_without_both_kinds_there_is_nothing_to_measure(labels: tuple[int, ...]) -> None:
    assert all(np.isnan(value) for value in measured(*labels).values())


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), min_size=1, max_size=12))
def test_a_weight_is_as_good_as_a_repetition(rows: list[tuple[bool, int]]) -> None:
    """AUC, P and NDCG; AP counts the copies of one entity as one tie."""
    labels = np.array([paid for paid, _ in rows])
    weights = np.array([float(n) for _, n in rows])
    weighed = measure(labels, weights[:, None], top=4)[:, 0]
    repeated = measure(np.repeat(labels, weights.astype(int)), top=4)[:, 0]
    np.testing.assert_allclose(weighed[1:], repeated[1:])


def test_a_weighted_precision_worked_by_hand() -> None:
    """Honest once, paid twice, honest three times, paid once: 2 x 2/3 and 1 x 3/7, over 3."""
    weights = np.array([[1.0], [2.0], [3.0], [1.0]])
    found = measured(0, 1, 0, 1, weights=weights)
    assert found["ap"] == pytest.approx((2 * 2 / 3 + 3 / 7) / 3)


def test_ties_are_random_and_neither_by_row_nor_lost() -> None:
    tied = np.zeros(1000)
    first, again, other = (best_first(tied, seed) for seed in (1, 1, 2))
    assert (first == again).all()
    assert sorted(first) == list(range(1000))
    assert not (first == other).all()
    labels = np.arange(1000) < 500  # By row order they would be perfect.
    aucs = [measure(labels[best_first(tied, seed)])[1, 0] for seed in range(20)]
    assert np.mean(aucs) == pytest.approx(0.5, abs=0.02)


def test_higher_scores_come_first_and_the_unknown_last() -> None:
    assert best_first(np.array([1.0, np.nan, 3.0, 2.0])).tolist() == [2, 3, 0, 1]


def test_products_are_drawn_whole() -> None:
    """One product in order, one the wrong way round; of both together two pairs of four hold."""
    labels = np.array([True, False, False, True])
    shares = sparse.csr_matrix(np.array([[1.0, 0], [0, 1], [1, 0], [0, 1]]))
    drawn = np.concatenate(list(over_products(labels, shares, 400, seed=1)), axis=1)
    assert drawn.shape == (4, 400)
    values, times = np.unique(drawn[1].round(9), return_counts=True)
    assert values.tolist() == [0, 0.5, 1]
    assert times[1] == pytest.approx(200, abs=50)
