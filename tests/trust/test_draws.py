from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.trust.draws import interval

cells = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 5), st.floats(0, 1)), min_size=1, max_size=30
)


def of(rows: list[tuple[int, int, float]], products: int, spread: float = 1.0) -> np.ndarray:
    product, stars, p = (np.array(column) for column in zip(*sorted(rows), strict=True))
    return np.array(interval(product, products, stars.astype(float), p, np.ones(len(p)), spread))


@given(cells)
def test_ends_are_in_order_and_on_the_scale(rows: list[tuple[int, int, float]]) -> None:
    low, high = of(rows, 4)
    told = np.isfinite(low)
    assert (low[told] <= high[told]).all()
    assert (low[told] >= 1).all()
    assert (high[told] <= 5).all()
    counts = np.bincount([row[0] for row in rows], minlength=4)
    assert not told[counts < 2].any()


@given(cells)
def test_a_product_has_the_same_interval_alone(rows: list[tuple[int, int, float]]) -> None:
    together = of(rows, 4)
    for product in {row[0] for row in rows}:
        alone = of([(0, *row[1:]) for row in sorted(rows) if row[0] == product], 1)
        np.testing.assert_allclose(alone[:, 0], together[:, product])


def test_holds_the_mean_of_a_normal_sample_nine_times_in_ten() -> None:
    random = np.random.default_rng(1)
    products, each = 2_000, 12
    stars = np.clip(random.normal(3, 0.6, products * each), 1, 5)
    low, high = interval(
        np.repeat(np.arange(products), each), products, stars,
        np.ones(stars.size), np.ones(stars.size), 0.0,
    )  # fmt: skip
    assert ((low <= 3) & (high >= 3)).mean() == pytest.approx(0.9, abs=0.03)


def test_doubt_about_one_review_leaves_both_means_within() -> None:
    sure = [(0, 4, 1.0)] * 10 + [(0, 1, 1.0)]
    doubtful = [(0, 4, 1.0)] * 10 + [(0, 1, 0.5)]
    low, high = of(doubtful, 1)[:, 0]
    assert high == pytest.approx(4, abs=0.05)
    assert high - low > 0.5 * np.diff(of(sure, 1)[:, 0])
