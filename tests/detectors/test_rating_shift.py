from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.case_rows import Row, found, proved, review, steady

MARKET = steady(products=6, weeks=40)
DAY = 140


def week(product: str, stars: float, reviews: int = 16) -> list[Row]:
    return [review(f"x{n}", product, DAY + n % 3, stars) for n in range(reviews)]


@pytest.mark.parametrize(("stars", "meant"), [(5, "five"), (1, "one")])
def test_finds_a_week_of_one_rating(tmp_path: Path, stars: float, meant: str) -> None:
    windows = proved(found(MARKET + week("p2", stars), tmp_path, "rating_shift"))
    assert set(windows["product_id"]) == {"p2"}
    seen = json.loads(windows["evidence"][0])
    assert (seen["meant"], seen["rating"]) == (meant, stars)
    assert seen["n_meant"] >= 16 > seen["expected"]
    assert f"give {stars}★" in windows["why"][0]


def test_spares_a_product_that_always_gets_five_stars(tmp_path: Path) -> None:
    loved = [review(f"l{n}", "loved", 3 * n, 5) for n in range(90)]
    assert found(MARKET + loved + week("loved", 5, 30), tmp_path, "rating_shift").is_empty()


def test_spares_a_burst_with_the_usual_stars(tmp_path: Path) -> None:
    usual = [{**row, "stars": (5, 4, 5, 3, 1, 5, 2, 5)[n % 8]} for n, row in
             enumerate(week("p2", 5, 32))]  # fmt: skip
    assert found(MARKET + usual, tmp_path, "rating_shift").is_empty()


def test_spares_a_window_that_is_the_whole_of_the_product(tmp_path: Path) -> None:
    assert found(MARKET + week("brief", 5), tmp_path, "rating_shift").is_empty()
