from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from tests.case_rows import Row, found, proved, review
from tests.rings.orders import market, orders

MARKET = market()


def ring(rows: list[Row], folder: Path) -> pl.DataFrame:
    return proved(found(rows, folder, "reviewer_ring"))


def test_finds_a_pool_of_which_no_two_meet_on_every_order(tmp_path: Path) -> None:
    seen = ring([*MARKET, *orders(8, 7)], tmp_path)
    accounts = seen.filter(pl.col("entity_kind") == "account")
    assert set(accounts["entity_id"]) == {f"pool{m}" for m in range(8)}
    group = seen.filter(pl.col("entity_kind") == "group").row(0, named=True)
    assert [member["id"] for member in group["members"]] == sorted(accounts["entity_id"])
    assert "8 accounts gave the same verdicts" in group["why"]
    assert "on 7 products of 7 brands" in group["why"]
    evidence = json.loads(group["evidence"])
    assert len(evidence["served"]) == 7
    assert evidence["expected"] < 1


def test_says_where_a_group_serves_one_brand_only(tmp_path: Path) -> None:
    one = [
        {**row, "brand": "b" if int(row["product_id"][1:]) % 10 == 3 else row["brand"]}
        for row in MARKET
    ]
    seen = ring([*one, *orders(8, 7, brand="b")], tmp_path)
    assert seen["why"].str.contains("7 products of one brand").all()


def test_spares_fans_who_buy_each_release_in_its_first_days(tmp_path: Path) -> None:
    fans = [
        review(f"fan{m}", f"volume{o}", 100 + 90 * o + (3 * m + o) % 9, 5, "author")
        for o in range(7) for m in range(8)
    ]  # fmt: skip
    assert ring([*MARKET, *fans], tmp_path).is_empty()


def test_spares_a_circle_that_buys_the_same_things_at_its_leisure(tmp_path: Path) -> None:
    circle = [
        review(f"friend{m}", f"p{10 * o + 3}", 100 + (97 * m + 131 * o) % 700, 5, f"b{10 * o + 3}")
        for o in range(7) for m in range(8)
    ]  # fmt: skip
    assert ring([*MARKET, *circle], tmp_path).is_empty()


def test_spares_shoppers_of_one_sale(tmp_path: Path) -> None:
    """Ten of forty products that are on sale in the same week, each bought by many."""
    bought = [
        (m, 2 * ((m * 7 + o * 11) % 40), 300 + (m + o) % 7) for m in range(60) for o in range(4)
    ]
    sale = [review(f"s{m}", f"p{p}", day, 5, f"b{p}") for m, p, day in bought]
    assert ring([*MARKET, *sale], tmp_path).is_empty()


def test_spares_copies_of_reviews_on_every_variant(tmp_path: Path) -> None:
    shown = [(m, 10 * o + 3) for m in range(8) for o in range(7)]
    copies = [
        {**review(f"v{m}", f"p{p}", 300 + m % 5, 5, f"b{p}"), "text": f"words of {m}"}
        for m, p in shown
    ]
    assert ring([*MARKET, *copies], tmp_path).is_empty()
