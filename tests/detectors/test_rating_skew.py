from __future__ import annotations

import json
from pathlib import Path

from tests.case_rows import Row, found, proved, review

USUAL = [1] * 6 + [2] * 4 + [3] * 6 + [4] * 10 + [5] * 24


def product(name: str, stars: list[int], category: str | None = "Books") -> list[Row]:
    return [
        review(f"{name}a{n}", name, 2 * n, star, category=category) for n, star in enumerate(stars)
    ]


def better(by: int) -> list[int]:
    """Ordinary stars after some of the one-star reviews went, or more of them came."""
    return [1] * (6 - by) + [2] * 4 + [3] * 6 + [4] * 10 + [5] * (24 + by)


MARKET = [row for p in range(30) for row in product(f"p{p}", better(p % 5 - 2))]


def test_finds_a_product_of_two_extremes(tmp_path: Path) -> None:
    rows = MARKET + product("odd", [1] * 40 + [5] * 10)
    skewed = proved(found(rows, tmp_path, "rating_skew"))
    assert skewed["entity_id"].to_list() == ["odd"]
    seen = json.loads(skewed["evidence"][0])
    assert (seen["rating"], seen["share"], seen["n_reviews"]) == (1, 0.8, 50)
    assert seen["compared_with"] == "its category"
    assert seen["effect_w"] > 1


def test_spares_the_ordinary_spread_of_quality(tmp_path: Path) -> None:
    usual = [row for p in range(30) for row in product(f"p{p}", better(3 * (p % 5) - 8))]
    assert proved(found(usual, tmp_path, "rating_skew")).is_empty()


def test_spares_a_category_with_stars_of_its_own(tmp_path: Path) -> None:
    harsh = [row for p in range(12) for row in product(f"h{p}", [1] * 30 + USUAL[:20], "Parts")]
    assert proved(found(MARKET + harsh, tmp_path, "rating_skew")).is_empty()


def test_a_small_category_is_compared_with_the_market(tmp_path: Path) -> None:
    rows = MARKET + product("odd", [1] * 40 + [5] * 10, category="Alone")
    skewed = found(rows, tmp_path, "rating_skew").row(0, named=True)
    assert skewed["entity_id"] == "odd"
    assert json.loads(skewed["evidence"])["compared_with"] == "the whole market"


def test_leaves_out_a_product_of_few_reviews(tmp_path: Path) -> None:
    rows = MARKET + product("few", [1] * 19)
    assert "few" not in found(rows, tmp_path, "rating_skew")["entity_id"]
