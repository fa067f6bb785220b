"""How often innocents score as high, and what a null market has in common with a case."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import kit
from kit.errors import CaseError
from kit.practice import generate
from kit.practice.scoring.likeness import (
    Null,
    how_often,
    measure_like,
    null_case,
    shape_of,
)
from tests.case_rows import case_of
from tests.ranking.market import ordinary, ring


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    return case_of(ordinary() + ring(), tmp_path_factory.mktemp("like"))


def test_as_high_worked_by_hand() -> None:
    found = how_often(np.array([0.001, 0.02, 1e-9]), np.array([0.02, 0.5, 0.001, 0.01]), 100)
    assert found["as_high"].to_list() == [1, 3, 0]
    assert found["share"].to_list() == [0.01, 0.03, 0.0]
    # None of a hundred: at most 1 - .025^(1/100), the exact form of the rule of three.
    assert found["high"][2] == pytest.approx(1 - 0.025 ** (1 / 100), rel=1e-2)
    assert found["low"].to_list()[2] == 0
    assert 0 < found["low"][0] < 0.01 < found["high"][0]


def test_a_null_market_is_like_its_case(tmp_path: Path) -> None:
    reviews = generate(3, 6_000, text=False).reviews.drop("brand", "helpful_votes")
    by_day = reviews.with_columns(
        pl.col("posted_at").dt.truncate("1d"), posted_precision=pl.lit("day")
    )
    like = kit.open_case(by_day, folder=tmp_path / "like")
    shape = shape_of(like)
    made = null_case(Null(1_000, shape, 0.05), tmp_path)
    other = shape_of(made)
    assert other.reviews == shape.reviews == 6_000
    assert set(shape.unknown) <= set(other.unknown)
    assert {"text", "brand", "helpful_votes"} <= set(shape.unknown)
    assert other.by_day == shape.by_day
    assert other.products == pytest.approx(shape.products, rel=0.1)


def test_a_case_is_measured_against_its_like(case: kit.Case) -> None:
    found = measure_like(case, seeds=2)
    assert found.suspects.height == 4
    assert (found.suspects["innocents"] > 500).all()
    assert (found.suspects["as_high"] <= 1).all()
    assert set(found.named["entity_kind"]) == {"account", "product", "review", "group"}
    assert found.named["markets"].to_list() == [2] * 4


def test_what_cannot_be_made_is_refused(tmp_path: Path) -> None:
    tiny = case_of(ring(), tmp_path)
    with pytest.raises(CaseError, match="No market can be made like this case of 32 reviews"):
        shape_of(tiny)
