from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.case_rows import Row, found, proved, review

# 300 accounts, each with eight reviews of its own over 400 days, on 80 products of 80 brands.
CHANCE = Random(1)
MARKET = [
    review(f"a{account}", f"p{p}", CHANCE.randrange(400), 4, f"b{p}")
    for account in range(300)
    for p in CHANCE.sample(range(80), 8)
]


def together(products: int, one_brand: bool, stars: tuple[float, float] = (5, 5)) -> list[Row]:
    """Two accounts review the same new products two days apart."""
    return [
        review(name, f"n{p}", 50 * p + 2 * late, stars[late], "one" if one_brand else f"n{p}")
        for p in range(products)
        for late, name in enumerate(("ann", "bob"))
    ]


def test_finds_two_that_meet_on_six_brands(tmp_path: Path) -> None:
    pairs = proved(found(MARKET + together(6, one_brand=False), tmp_path, "co_review_pair"))
    assert pairs.height == 1
    assert pairs["members"][0].to_list() == [
        {"kind": "account", "id": "ann"},
        {"kind": "account", "id": "bob"},
    ]
    seen = json.loads(pairs["evidence"][0])
    assert (seen["n_meetings"], seen["n_products"], seen["mean_days_apart"]) == (6, 6, 2.0)
    assert seen["expected"] < 0.1
    assert seen["n_tests"] <= 302 * 301 / 2
    assert pairs["why"][0].startswith("ann and bob gave 6 products of 6 brands the same verdict")


def test_spares_fans_of_one_brand(tmp_path: Path) -> None:
    rows = MARKET + together(6, one_brand=True)
    assert found(rows, tmp_path, "co_review_pair").is_empty()


def test_spares_two_that_disagree(tmp_path: Path) -> None:
    rows = MARKET + together(6, one_brand=False, stars=(5, 1))
    assert found(rows, tmp_path, "co_review_pair").is_empty()


def test_spares_two_in_the_crowd_of_launches(tmp_path: Path) -> None:
    crowd = [
        review(f"c{n}", f"n{p}", 50 * p + n % 3, 5, f"n{p}") for p in range(6) for n in range(60)
    ]
    pairs = found(MARKET + together(6, one_brand=False) + crowd, tmp_path, "co_review_pair")
    assert pairs.is_empty()


def test_more_days_find_slower_pairs(tmp_path: Path) -> None:
    slower = [
        {**row, "posted_at": row["posted_at"] + timedelta(days=8 * (row["account_id"] == "bob"))}
        for row in together(6, one_brand=False)
    ]
    assert found(MARKET + slower, tmp_path / "a", "co_review_pair").is_empty()
    pairs = proved(found(MARKET + slower, tmp_path / "b", "co_review_pair", days=14))
    assert [json.loads(row)["mean_days_apart"] for row in pairs["evidence"]] == [10.0]
