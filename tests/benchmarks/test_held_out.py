"""The measurement of the rank's weights, on rows whose labels follow one term."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from benchmarks.held_out import NAMES, SCALE, Half, halves, search


@pytest.fixture(scope="module")
def reviews() -> pl.DataFrame:
    """Four hundred reviews of forty products; those that lean with their product are labelled."""
    chance = np.random.default_rng(1)
    terms = pl.DataFrame({name: chance.normal(size=400) for name in NAMES})
    return terms.select(
        pl.int_range(400).cast(pl.String).alias("review_id"),
        pl.Series("account_id", [f"a{n // 2}" for n in range(400)]),
        pl.Series("product_id", [f"p{n % 40}" for n in range(400)]),
        pl.all(),
        (pl.col("tilt") > 1).alias("label"),
    )


def test_halves_share_no_product(reviews: pl.DataFrame) -> None:
    mine, other = (set(half.reviews["product_id"]) for half in halves(reviews, 3))
    assert len(mine) == len(other) == 20
    assert not mine & other


def test_the_search_finds_the_term_that_tells_and_moves_no_other(reviews: pl.DataFrame) -> None:
    mine, other = halves(reviews, 3)
    nothing = np.zeros(len(NAMES))
    nothing[SCALE] = 1.0
    found = search(mine, [NAMES.index("tilt")])
    assert np.flatnonzero(found).tolist() == sorted([SCALE, NAMES.index("tilt")])
    assert found[SCALE] == 1.0
    assert other.worth(found) > other.worth(nothing) + 0.5


def test_the_top_is_also_measured_without_one_product(reviews: pl.DataFrame) -> None:
    measures = Half.of(reviews).measures(np.ones(len(NAMES)), seed=0)
    assert measures.height == 12
    assert measures["metric"].str.ends_with("_without_top_product").sum() == 4
    assert measures["value"].is_between(0, 1).all()
