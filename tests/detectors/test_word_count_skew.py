from __future__ import annotations

import json
from pathlib import Path

from tests.case_rows import Row, found, proved, review
from tests.texts import text

USUAL = [2] * 10 + [6] * 10 + [12] * 10 + [25] * 10 + [60] * 10


def product(name: str, lengths: list[int], category: str | None = "Books") -> list[Row]:
    return [
        {**review(f"{name}a{n}", name, n, category=category), "text": text(n, words)}
        for n, words in enumerate(lengths)
    ]


def wordier(by: int) -> list[int]:
    """Ordinary lengths after some of the short texts went, or more of them came."""
    return [2] * (10 - by) + USUAL[10:40] + [60] * (10 + by)


MARKET = [row for p in range(30) for row in product(f"p{p}", wordier(p % 5 - 2))]


def test_finds_texts_of_one_ordered_length(tmp_path: Path) -> None:
    rows = MARKET + product("odd", [25] * 40 + [6] * 10)
    skewed = proved(found(rows, tmp_path, "word_count_skew"))
    assert skewed["entity_id"].to_list() == ["odd"]
    seen = json.loads(skewed["evidence"][0])
    assert (seen["low"], seen["high"], seen["share"], seen["n_reviews"]) == (13, 25, 0.8, 50)
    assert seen["compared_with"] == "its category"
    assert seen["effect_w"] > 1


def test_spares_the_ordinary_spread_of_how_much_there_is_to_say(tmp_path: Path) -> None:
    usual = [row for p in range(30) for row in product(f"p{p}", wordier(4 * (p % 5) - 8))]
    assert proved(found(usual, tmp_path, "word_count_skew")).is_empty()


def test_spares_a_category_of_short_texts(tmp_path: Path) -> None:
    short = [row for p in range(12) for row in product(f"s{p}", [2] * 40 + [6] * 10, "Batteries")]
    assert proved(found(MARKET + short, tmp_path, "word_count_skew")).is_empty()


def test_a_small_category_is_compared_with_the_market(tmp_path: Path) -> None:
    rows = MARKET + product("odd", [25] * 40 + [6] * 10, category="Alone")
    skewed = found(rows, tmp_path, "word_count_skew").row(0, named=True)
    assert skewed["entity_id"] == "odd"
    assert json.loads(skewed["evidence"])["compared_with"] == "the whole market"


def test_leaves_out_a_product_of_few_reviews(tmp_path: Path) -> None:
    rows = MARKET + product("few", [25] * 19)
    assert "few" not in found(rows, tmp_path, "word_count_skew")["entity_id"]
