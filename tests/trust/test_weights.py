from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from kit.errors import ParameterError
from kit.trust import Weights

REVIEWS = pl.DataFrame({"age_days": [0.0, 100.0, 200.0], "helpful_votes": [None, 0, 100]})


def beside(weights: Weights) -> list[float]:
    return REVIEWS.select(weights.beside_trust()).to_series().to_list()


def test_age_halves_and_votes_add() -> None:
    assert beside(Weights(half_life_days=100, helpful=0)) == pytest.approx([1, 0.5, 0.25])
    assert beside(Weights(half_life_days=None, helpful=0.05)) == pytest.approx(
        [1, 1, 1.2308], abs=1e-3
    )


def test_by_default_a_review_of_three_years_counts_four_fifths() -> None:
    aged = pl.DataFrame({"age_days": [3 * 365.0], "helpful_votes": [0]})
    assert aged.select(Weights().beside_trust()).item() == pytest.approx(0.81, abs=0.01)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"trust": -1}, "no weight"),
        ({"helpful": float("nan")}, "no weight"),
        ({"half_life_days": 0}, "no time"),
        ({"without": ("luck",)}, "no family luck"),
    ],
)
def test_says_what_is_no_weight(asked: dict[str, Any], says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        Weights(**asked)
