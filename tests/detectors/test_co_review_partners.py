from __future__ import annotations

import json
from pathlib import Path
from random import Random

from tests.case_rows import Row, found, proved, review

# 300 accounts, each with twenty reviews over 400 days on 80 products: enough that some meet others.
CHANCE = Random(1)
MARKET = [
    review(f"a{account}", f"p{p}", CHANCE.randrange(400), 4, f"b{p}")
    for account in range(300)
    for p in CHANCE.sample(range(80), 20)
]
POOL = [f"pool{n}" for n in range(8)]


def orders(brands: int) -> list[Row]:
    """A pool of eight serves `brands` brands, two products each, within three days."""
    return [
        review(name, f"n{p}", 30 * p + n % 4, 5, f"n{p % brands}")
        for p in range(6)
        for n, name in enumerate(POOL)
    ]


def test_finds_every_member_of_a_pool(tmp_path: Path) -> None:
    accounts = proved(found(MARKET + orders(6), tmp_path, "co_review_partners"))
    assert sorted(accounts["entity_id"]) == POOL
    seen = json.loads(accounts["evidence"][0])
    assert seen["n_partners"] == 7 > 10 * seen["expected"]


def test_spares_fans_of_two_brands(tmp_path: Path) -> None:
    findings = found(MARKET + orders(2), tmp_path, "co_review_partners")
    assert not set(findings["entity_id"]) & set(POOL)
    assert proved(findings).is_empty()


def test_spares_who_writes_a_lot(tmp_path: Path) -> None:
    """An account with two hundred reviews meets many, as its volume makes it."""
    avid = [review("avid", f"p{k % 80}", 2 * k, 4, f"b{k % 80}") for k in range(200)]
    assert proved(found(MARKET + avid, tmp_path, "co_review_partners")).is_empty()
