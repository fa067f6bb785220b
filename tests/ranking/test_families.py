from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ranking.families import ALONE, TOGETHER, routes, survive

FAMILIES = (*TOGETHER, *ALONE)
TESTED = {"timing", "rating", "ring"}


def wide(**p: float | None) -> pl.DataFrame:
    row = {family: p.get(family) for family in FAMILIES}
    return pl.DataFrame([row], schema=dict.fromkeys(FAMILIES, pl.Float64))


@pytest.mark.parametrize("family", ["timing", "rating"])
def test_one_kind_of_evidence_names_nobody(family: str) -> None:
    assert routes(wide(**{family: 1e-300}), TESTED).min() > 0.05


def test_two_kinds_that_agree_do() -> None:
    joint, ring = routes(wide(timing=1e-9, rating=1e-6), TESTED)[0]
    assert joint < 1e-5
    assert ring == 1


def test_a_ring_may_name_alone() -> None:
    joint, ring = routes(wide(ring=1e-9), TESTED)[0]
    assert joint > 0.05
    assert ring == 1e-9


def test_what_was_not_tested_counts_for_nothing() -> None:
    row = wide(timing=1e-9, rating=1e-6, text=1e-12)
    assert routes(row, {"timing"}).tolist() == [[1]]
    assert routes(row, set()).tolist() == [[1]]
    assert routes(row, TESTED).min() > 1e-7


def test_no_entity_has_no_p_value() -> None:
    assert survive(routes(wide().clear(), TESTED), 10).shape == (0,)


@given(st.floats(1e-12, 1), st.floats(1e-12, 1), st.floats(1e-12, 1), st.floats(0.01, 1))
def test_stronger_evidence_never_weakens(a: float, b: float, c: float, by: float) -> None:
    before = routes(wide(timing=a, rating=b, ring=c), TESTED)
    after = routes(wide(timing=a * by, rating=b, ring=c), TESTED)
    assert (after <= before * (1 + 1e-9)).all()


def test_it_holds_its_level_where_one_family_always_speaks() -> None:
    """The hypothesis is that at most one family speaks: here timing always does."""
    chance = np.random.default_rng(2)
    rows = pl.DataFrame({family: np.ones(20_000) for family in FAMILIES}).with_columns(
        timing=pl.lit(1e-12), rating=pl.Series(chance.random(20_000)),
        ring=pl.Series(chance.random(20_000)),
    )  # fmt: skip
    p = routes(rows, TESTED)
    assert 0 < (p[:, 0] <= 0.01).mean() <= 0.0125


def test_a_list_joined_of_several_holds_the_sum_of_their_rates() -> None:
    """Two of four are named by the first route at .001, none by the second: 2 x .002."""
    p = np.array([[0.001, 1], [0.001, 1], [0.9, 0.9], [0.9, 0.9]])
    assert survive(p, 4).tolist() == [0.004, 0.004, 1, 1]
    assert survive(p, 8).tolist() == [0.008, 0.008, 1, 1]
