from __future__ import annotations

from collections.abc import Callable

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kit import statistics as ours

COUNT = st.integers(0, 400)
MEAN = st.floats(1e-6, 500)
SHARE = st.floats(1e-6, 1 - 1e-6)
P_VALUES = st.lists(st.floats(1e-12, 1), min_size=1, max_size=60).map(np.array)


def value(function: Callable[..., np.ndarray], *arguments: float) -> float:
    return float(function(*(np.array([float(number)]) for number in arguments))[0])


def close(found: float, expected: float) -> None:
    assert found == pytest.approx(expected, rel=1e-7, abs=1e-250)


@given(COUNT, st.integers(0, 4_000))
def test_exact_intervals(k: int, more: int) -> None:
    n = k + more
    low, high = ours.clopper_pearson(np.array([k]), np.array([n]))
    if n:
        exact = stats.binomtest(k, n).proportion_ci(method="exact")
        assert (low[0], high[0]) == pytest.approx(tuple(exact), rel=1e-6, abs=1e-12)
    else:
        assert (low[0], high[0]) == (0, 1)


@given(COUNT, MEAN)
def test_poisson(k: int, mu: float) -> None:
    close(value(ours.poisson_sf, k, mu), stats.poisson.sf(k - 1, mu))


@given(COUNT, COUNT, SHARE)
def test_binomial(k: int, n: int, p: float) -> None:
    close(value(ours.binom_sf, k, n, p), stats.binom.sf(k - 1, n, p))


@given(COUNT, MEAN, st.floats(0.01, 5))
def test_negative_binomial(k: int, mu: float, a: float) -> None:
    expected = stats.nbinom.sf(k - 1, 1 / a, 1 / (1 + a * mu))
    assert value(ours.negbinom_sf, k, mu, a) == pytest.approx(expected, rel=1e-5, abs=1e-250)


@given(COUNT, MEAN)
def test_negative_binomial_without_dispersion_is_poisson(k: int, mu: float) -> None:
    assert value(ours.negbinom_sf, k, mu, 0.0) == value(ours.poisson_sf, k, mu)


@given(st.data())
def test_hypergeometric(data: st.DataObject) -> None:
    total = data.draw(st.integers(1, 300))
    marked, drawn = data.draw(st.integers(0, total)), data.draw(st.integers(0, total))
    k = data.draw(st.integers(-1, drawn + 1))
    found = value(ours.hypergeom_sf, k, total, marked, drawn)
    expected = stats.hypergeom.sf(k - 1, total, marked, drawn)
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-12)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.05, 80), st.floats(0.05, 80))
def test_beta_binomial(k: int, n: int, a: float, b: float) -> None:
    found = value(ours.betabinom_sf, k, n, a, b)
    assert found == pytest.approx(stats.betabinom.sf(k - 1, n, a, b), rel=1e-6, abs=1e-12)


@given(st.floats(0, 400), st.floats(0.5, 30))
def test_chi_squared(x: float, df: float) -> None:
    close(value(ours.chi2_sf, x, df), stats.chi2.sf(x, df))


@pytest.mark.parametrize("function", ours.SQL_FUNCTIONS, ids=lambda function: function.__name__)
def test_sql_gives_null_for_null_and_a_number_for_numbers(
    function: Callable[..., np.ndarray],
) -> None:
    arity = function.__code__.co_argcount
    arguments = ["3", "7", "4", "2"] if function is ours.hypergeom_sf else ["1", "4", "0.5", "0.5"]
    with duckdb.connect() as connection:
        ours.register(connection)
        for missing in range(arity):
            given_ = [*arguments[:arity]]
            given_[missing] = "null"
            query = f"select {function.__name__}({', '.join(given_)})"
            assert connection.execute(query).fetchall() == [(None,)]
        numbers = [float(number) for number in arguments[:arity]]
        query = f"select {function.__name__}({', '.join(arguments[:arity])})"
        assert connection.execute(query).fetchall() == [(pytest.approx(value(function, *numbers)),)]


@pytest.mark.parametrize(("dependent", "method"), [(False, "bh"), (True, "by")])
@given(p=P_VALUES)
def test_q_values_are_scipys(dependent: bool, method: str, p: np.ndarray) -> None:
    expected = stats.false_discovery_control(p, method=method)
    np.testing.assert_allclose(ours.q_values(p, dependent=dependent), expected, rtol=1e-9)


@given(P_VALUES, st.integers(0, 40), st.booleans())
def test_those_left_out_count_as_larger(p: np.ndarray, others: int, dependent: bool) -> None:
    whole = np.concatenate([p, np.ones(others)])
    np.testing.assert_allclose(
        ours.q_values(p, len(whole), dependent=dependent),
        ours.q_values(whole, dependent=dependent)[: len(p)],
        rtol=1e-9,
    )


def test_no_p_values_have_no_q_values() -> None:
    assert ours.q_values(np.array([]), 100).shape == (0,)
