from __future__ import annotations

import json
import random
from pathlib import Path

from tests.case_rows import Row, found, proved, review

CATEGORIES = ("Books", "Parts", "Toys", "Tea")


def buys(draw: random.Random, account: str, products: list[int]) -> list[Row]:
    """Reviews of an account; p00, p04, p08 ... are books, and every product is a brand."""
    return [
        review(account, f"p{p:02}", draw.uniform(0, 700), 5, f"B{p}", CATEGORIES[p % 4])
        for p in products
    ]


def market(seed: int = 1) -> list[Row]:
    """1,500 accounts that review four of 80 products, at random."""
    draw = random.Random(seed)
    return [row for a in range(1500) for row in buys(draw, f"a{a}", draw.sample(range(80), 4))]


def pool(products: list[int], seed: int = 2) -> list[Row]:
    """Fourteen accounts that review the same products."""
    draw = random.Random(seed)
    return [row for n in range(14) for row in buys(draw, f"pool{n}", products)]


CLIENTS = [0, 5, 10, 15]
SERVED = {"p00", "p05", "p10", "p15"}


def test_finds_products_served_by_the_same_accounts(tmp_path: Path) -> None:
    listed = proved(found(market() + pool(CLIENTS), tmp_path, "shared_reviewers"))
    assert set(listed["entity_id"]) == SERVED
    seen = json.loads(listed["evidence"][0])
    assert seen["partner_id"] in SERVED
    assert seen["n_shared"] >= 14 > 2 * seen["expected"]
    assert seen["n_links"] >= 3
    assert seen["clustering"] > 0.4
    assert seen["pagerank"] > 0.5


def test_spares_the_followers_of_a_brand(tmp_path: Path) -> None:
    rows = [
        {**row, "brand": "ours"} if row["product_id"] in SERVED else row
        for row in market() + pool(CLIENTS)
    ]
    assert proved(found(rows, tmp_path, "shared_reviewers")).is_empty()


def test_spares_the_members_of_a_hobby(tmp_path: Path) -> None:
    assert proved(found(market() + pool([1, 5, 9, 13]), tmp_path, "shared_reviewers")).is_empty()


def test_spares_a_market_of_ordinary_buyers(tmp_path: Path) -> None:
    assert proved(found(market(), tmp_path, "shared_reviewers")).is_empty()


def test_spares_a_market_of_one_category(tmp_path: Path) -> None:
    """Where all is one hobby, or categories are not known, nobody can tell a pool from it."""
    rows = market() + pool(CLIENTS)
    for n, category in enumerate(("Books", None)):
        alike = [{**row, "category": category} for row in rows]
        assert found(alike, tmp_path / str(n), "shared_reviewers").is_empty()


def test_spares_power_reviewers(tmp_path: Path) -> None:
    draw = random.Random(3)
    power = [row for n in range(14) for row in buys(draw, f"power{n}", list(range(0, 80, 3)))]
    assert proved(found(market() + power, tmp_path, "shared_reviewers")).is_empty()
