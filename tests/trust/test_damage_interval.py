"""The interval of a product's move: in order, within the scale, and the product's own."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.trust.damage_interval import damage_interval, damage_intervals

reviews = st.tuples(st.booleans(), st.integers(1, 5), st.integers(1, 40))


@settings(max_examples=50)
@given(st.lists(reviews, min_size=1, max_size=10, unique_by=lambda cell: cell[:2]))
def test_an_interval_is_in_order_and_within_the_scale(cells: list[tuple[bool, int, int]]) -> None:
    columns = pl.DataFrame(cells, schema=["suspect", "stars", "n"], orient="row")
    suspect, stars, n = (column.to_numpy() for column in columns)
    low, high = damage_interval("p", suspect, stars.astype(float), n)
    if suspect.all() or not suspect.any():
        assert low is high is None
    else:
        assert -4 <= low <= high <= 4


def test_it_is_the_same_whoever_else_is_listed() -> None:
    cells = pl.DataFrame(
        {"product_id": ["a", "a", "b", "b"], "suspect": [True, False] * 2,
         "stars": [5.0, 2.0, 1.0, 4.0], "n": [9, 30, 5, 60]}
    )  # fmt: skip
    both = damage_intervals(cells)
    assert both["product_id"].to_list() == ["a", "b"]
    assert damage_intervals(cells.filter(product_id="b")).equals(both.filter(product_id="b"))
