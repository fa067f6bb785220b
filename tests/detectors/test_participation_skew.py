from __future__ import annotations

import json
from pathlib import Path

from tests.case_rows import Row, found, proved, review

CATEGORY = "Books"


def product(
    name: str, once: int, known: int, start: float = 0, category: str = CATEGORY
) -> list[Row]:
    """Reviews over a year: the first by a known account, then newcomers and known ones in turn."""
    total = once + known
    return [
        review(f"{name}n{n}" if n < once else f"k{n % 45}", name, start + 29 + 300 * n / total, 5,
               category=category)
        for n in range(total)
    ] + [review("k0", name, start, 5, category=category)]  # fmt: skip


MARKET = [row for p in range(20) for row in product(f"p{p}", 8 + p % 5, 32 - p % 5)]


def test_finds_a_product_of_one_time_reviewers(tmp_path: Path) -> None:
    listed = proved(found(MARKET + product("odd", 34, 6), tmp_path, "participation_skew"))
    assert listed["entity_id"].to_list() == ["odd"]
    seen = json.loads(listed["evidence"][0])
    assert (seen["n_once"], seen["compared_with"]) == (34, "its category")
    assert 8 < seen["expected"] < 14
    assert seen["odds_ratio"] > 5


def test_spares_a_launch_that_draws_newcomers(tmp_path: Path) -> None:
    crowd = [review(f"fan{n}", "book", n % 28, 5, category=CATEGORY) for n in range(80)]
    rows = MARKET + crowd + product("book", 10, 30)
    assert proved(found(rows, tmp_path, "participation_skew")).is_empty()


def test_spares_reviewers_who_had_no_time_to_write_more(tmp_path: Path) -> None:
    """In the last months everybody is new, on this product and on all others."""
    late = [
        review(f"late{p}n{n}", f"p{p}", 420 + n, 5, category=CATEGORY)
        for p in range(20)
        for n in range(60)
    ]
    new = [review(f"last{n}", "new", 390 + n, 5, category=CATEGORY) for n in range(80)]
    assert proved(found(MARKET + late + new, tmp_path, "participation_skew")).is_empty()


def test_spares_a_category_that_draws_newcomers(tmp_path: Path) -> None:
    gifts = [row for p in range(12) for row in product(f"g{p}", 34, 6, category="Gifts")]
    assert proved(found(MARKET + gifts, tmp_path, "participation_skew")).is_empty()
