from __future__ import annotations

import json
import random
from pathlib import Path

from tests.case_rows import Row, found, proved, review

CATEGORIES = ("Books", "Parts", "Toys", "Tea")


def buys(account: str, products: list[int], day: float) -> list[Row]:
    return [
        review(account, f"p{p:02}", day + n, 5, f"B{p}", CATEGORIES[p % 4])
        for n, p in enumerate(products)
    ]


def market(seed: int = 1) -> list[Row]:
    """1,500 accounts that review four of 80 products, at random."""
    draw = random.Random(seed)
    return [
        row
        for a in range(1500)
        for row in buys(f"a{a}", draw.sample(range(80), 4), draw.uniform(0, 700))
    ]


def recruits(places: list[int], seed: int = 2) -> list[Row]:
    """30 accounts that review p00 and a few of the same other products, all in their own time."""
    draw = random.Random(seed)
    return [
        row
        for n in range(30)
        for row in buys(f"new{n}", [0, *draw.sample(places, 3)], draw.uniform(0, 700))
    ]


def test_finds_reviewers_who_meet_again_and_again(tmp_path: Path) -> None:
    other = [p for p in range(1, 30) if p % 4][:10]
    listed = proved(found(market() + recruits(other), tmp_path, "overlapping_history"))
    assert "p00" in set(listed["entity_id"])
    strongest = listed.row(0, named=True)
    assert strongest["entity_id"] == "p00"
    assert json.loads(strongest["evidence"])["lift"] > 1.5


def test_spares_reviewers_with_histories_of_their_own(tmp_path: Path) -> None:
    anything = [p for p in range(1, 80) if p % 4]
    listed = found(market() + recruits(anything), tmp_path, "overlapping_history")
    assert proved(listed).is_empty()


def test_spares_a_hobby_of_one_category(tmp_path: Path) -> None:
    same = list(range(4, 44, 4))
    assert proved(found(market() + recruits(same), tmp_path, "overlapping_history")).is_empty()


def test_spares_a_market_in_which_everybody_meets(tmp_path: Path) -> None:
    """Twenty towns, each with shops of its own: all products' reviewers meet again."""
    draw = random.Random(3)
    rows = [
        row
        for a in range(1500)
        for row in buys(f"a{a}", [20 * k + a % 20 for k in range(4)], draw.uniform(0, 700))
    ]
    towns = [{**row, "category": CATEGORIES[int(row["product_id"][1:]) // 20]} for row in rows]
    assert proved(found(towns, tmp_path, "overlapping_history")).is_empty()
