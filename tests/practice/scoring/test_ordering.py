"""What a good order is, and how an order is measured, on a small practice market."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from kit.practice import PracticeCase, make_case
from kit.practice.guilty.burst_campaign import ARCHETYPE
from kit.practice.scoring.ordering import (
    ENOUGH,
    LEAST,
    SCORED,
    _ndcg,
    gains,
    score_ordering,
    summary,
)


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> PracticeCase:
    folder: Path = tmp_path_factory.mktemp("ordered") / "case"
    return make_case(7, 5_000, {"burst_campaign": [ARCHETYPE] * 2}, {}, folder=folder)


def by_truth(market: PracticeCase) -> pl.DataFrame:
    return gains(market).select("review_id", p_genuine=1.0 - pl.col("paid").cast(pl.Float64))


def test_the_paid_are_worth_nothing_and_the_honest_one_to_four(market: PracticeCase) -> None:
    worth = gains(market)
    assert set(worth.filter("paid")["gain"]) == {0}
    assert set(worth.filter(~pl.col("paid"))["gain"]) == {1, 2, 3, 4}


def test_ndcg_is_one_for_the_best_order_and_less_for_the_worst() -> None:
    gain = np.array([4, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0])
    assert _ndcg(gain) == pytest.approx(1.0)
    assert _ndcg(gain[::-1]) < 0.4


def test_who_knows_the_truth_shows_no_paid_review_first(market: PracticeCase) -> None:
    scored = score_ordering(market, by_truth(market))
    asked = scored.filter((pl.col("paid") > 0) & (pl.col("honest") >= ENOUGH))
    assert asked.height >= 2
    assert asked["paid_first"].sum() == 0
    assert asked["paid_first_shown"].sum() > 0
    assert scored.filter(pl.col("reviews") < LEAST)["ndcg"].null_count() == (
        scored.filter(pl.col("reviews") < LEAST).height
    )
    told = summary(scored)
    assert (told["ordered"] > told["shown"]).all()


def test_a_market_without_anything_to_score() -> None:
    assert summary(pl.DataFrame(schema=SCORED))["products"].to_list() == [0, 0, 0]
