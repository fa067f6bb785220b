from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ranking.families import ALONE, TOGETHER, Routes, routes

FAMILIES = (*TOGETHER, *ALONE)
TESTED = {"timing", "rating", "ring"}


def wide(**p: float | None) -> pl.DataFrame:
    row = {family: p.get(family) for family in FAMILIES}
    return pl.DataFrame([row], schema=dict.fromkeys(FAMILIES, pl.Float64))


@pytest.mark.parametrize("family", ["timing", "rating"])
def test_one_kind_of_evidence_names_nobody(family: str) -> None:
    assert routes(wide(**{family: 1e-300}), TESTED).p.min() > 0.05


def test_two_kinds_that_agree_do() -> None:
    joint, ring = routes(wide(timing=1e-9, rating=1e-6), TESTED).p[0]
    assert joint < 1e-5
    assert ring == 1


def test_a_ring_may_name_alone() -> None:
    joint, ring = routes(wide(ring=1e-9), TESTED).p[0]
    assert joint > 0.05
    assert ring == 1e-9


def test_what_was_not_tested_counts_for_nothing() -> None:
    row = wide(timing=1e-9, rating=1e-6, text=1e-12)
    assert routes(row, {"timing"}).p.tolist() == [[1]]
    assert routes(row, set()).p.tolist() == [[1]]
    assert routes(row, TESTED).p.min() > 1e-7


def test_no_entity_has_no_p_value() -> None:
    assert routes(wide().clear(), TESTED).survive(10).shape == (0,)


@given(st.floats(1e-12, 1), st.floats(1e-12, 1), st.floats(1e-12, 1), st.floats(0.01, 1))
def test_stronger_evidence_never_weakens(a: float, b: float, c: float, by: float) -> None:
    before = routes(wide(timing=a, rating=b, ring=c), TESTED).p
    after = routes(wide(timing=a * by, rating=b, ring=c), TESTED).p
    assert (after <= before * (1 + 1e-9)).all()


def test_it_holds_its_level_where_one_family_always_speaks() -> None:
    """The hypothesis is that at most one family speaks: here timing always does."""
    chance = np.random.default_rng(2)
    rows = pl.DataFrame({family: np.ones(20_000) for family in FAMILIES}).with_columns(
        timing=pl.lit(1e-12), rating=pl.Series(chance.random(20_000)),
        ring=pl.Series(chance.random(20_000)),
    )  # fmt: skip
    p = routes(rows, TESTED).p
    assert 0 < (p[:, 0] <= 0.01).mean() <= 0.0125


def test_a_list_joined_of_several_shares_its_rate_out() -> None:
    """Two of four are named jointly at .001: q .002, of which the route has 25 of 70 parts."""
    p = np.array([[0.001, 1], [0.001, 1], [0.9, 0.9], [0.9, 0.9]])
    ways = Routes(p, ("joint", "ring"))
    assert ways.survive(4).tolist() == pytest.approx([0.0056, 0.0056, 1, 1])
    assert ways.survive(8).tolist() == pytest.approx([0.0112, 0.0112, 1, 1])
    assert Routes(p[:, ::-1], ("joint", "ring")).survive(4)[0] == pytest.approx(0.002 / 45 * 70)


def test_what_counts_alone_may_weigh_otherwise() -> None:
    row = wide(ring=1e-3).with_columns(ring_alone=pl.lit(1e-5))
    assert routes(row, TESTED).p[0, 1] == 1e-5
