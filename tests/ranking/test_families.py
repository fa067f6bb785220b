from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ranking.families import ALONE, TOGETHER, combine

FAMILIES = (*TOGETHER, *ALONE)
TESTED = {"timing", "rating", "ring"}


def wide(**p: float | None) -> pl.DataFrame:
    row = {family: p.get(family) for family in FAMILIES}
    return pl.DataFrame([row], schema=dict.fromkeys(FAMILIES, pl.Float64))


@pytest.mark.parametrize("family", ["timing", "rating"])
def test_one_kind_of_evidence_names_nobody(family: str) -> None:
    assert combine(wide(**{family: 1e-300}), TESTED)[0] > 0.05


def test_two_kinds_that_agree_do() -> None:
    assert combine(wide(timing=1e-9, rating=1e-6), TESTED)[0] < 1e-5


def test_a_ring_may_name_alone() -> None:
    assert combine(wide(ring=1e-9), TESTED)[0] == pytest.approx(2e-9)


def test_what_was_not_tested_counts_for_nothing() -> None:
    row = wide(timing=1e-9, rating=1e-6, text=1e-12)
    assert combine(row, {"timing"})[0] == 1
    assert combine(row, set())[0] == 1
    assert combine(row, TESTED)[0] > 1e-7


def test_no_entity_has_no_p_value() -> None:
    assert combine(wide().clear(), TESTED).shape == (0,)


@given(st.floats(1e-12, 1), st.floats(1e-12, 1), st.floats(1e-12, 1), st.floats(0.01, 1))
def test_stronger_evidence_never_weakens(a: float, b: float, c: float, by: float) -> None:
    before = combine(wide(timing=a, rating=b, ring=c), TESTED)[0]
    after = combine(wide(timing=a * by, rating=b, ring=c), TESTED)[0]
    assert after <= before * (1 + 1e-9)


def test_it_holds_its_level_where_one_family_always_speaks() -> None:
    """The hypothesis is that at most one family speaks: here timing always does."""
    chance = np.random.default_rng(2)
    rows = pl.DataFrame({family: np.ones(20_000) for family in FAMILIES}).with_columns(
        timing=pl.lit(1e-12), rating=pl.Series(chance.random(20_000)),
        ring=pl.Series(chance.random(20_000)),
    )  # fmt: skip
    p = combine(rows, TESTED)
    assert 0 < (p <= 0.01).mean() <= 0.0125
