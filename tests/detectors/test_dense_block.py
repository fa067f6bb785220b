from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from tests.case_rows import Row, found, proved, review
from tests.rings.orders import market, orders

MARKET = market()


def block(rows: list[Row], folder: Path) -> pl.DataFrame:
    return proved(found(rows, folder, "dense_block"))


def test_finds_a_pool_that_serves_one_order_after_another(tmp_path: Path) -> None:
    group = block([*MARKET, *orders(8, 7)], tmp_path).row(0, named=True)
    assert [member["id"] for member in group["members"]] == [f"pool{m}" for m in range(8)]
    assert "8 accounts of one block share" in group["why"]
    assert "within 7 days of each other" in group["why"]
    evidence = json.loads(group["evidence"])
    assert evidence["n_close"] > 1.5 * evidence["expected"]
    assert evidence["n_brands"] == evidence["n_served"]


def test_finds_a_pool_of_a_single_brand_and_says_so(tmp_path: Path) -> None:
    one = [
        {**row, "brand": "b" if int(row["product_id"][1:]) % 10 == 3 else row["brand"]}
        for row in MARKET
    ]
    seen = block([*one, *orders(8, 7, brand="b")], tmp_path)
    assert seen["why"].str.contains("products of one brand").all()
    assert seen.height == 1


def test_never_says_more_than_its_shuffles_can(tmp_path: Path) -> None:
    assert block([*MARKET, *orders(8, 7)], tmp_path)["p_value"].min() >= 1 / 500


def test_spares_a_circle_that_buys_the_same_things_at_its_leisure(tmp_path: Path) -> None:
    circle = [
        review(f"friend{m}", f"p{10 * o + 3}", 100 + (97 * m + 131 * o) % 110, 5, f"b{10 * o + 3}")
        for o in range(7) for m in range(8)
    ]  # fmt: skip
    assert block([*MARKET, *circle], tmp_path).is_empty()


def test_spares_fans_who_buy_each_release_in_its_first_days(tmp_path: Path) -> None:
    fans = [
        review(f"fan{m}", f"volume{o}", 100 + 17 * o + (3 * m + o) % 9, 5, "author")
        for o in range(7) for m in range(8)
    ]  # fmt: skip
    assert block([*MARKET, *fans], tmp_path).is_empty()


def test_spares_shoppers_of_one_sale(tmp_path: Path) -> None:
    """The same few products are on sale in one week, and bought by the same people."""
    bought = [(m, 2 * ((m + o) % 7), 300 + (m + o) % 7) for m in range(12) for o in range(5)]
    sale = [review(f"s{m}", f"p{p}", day, 5, f"b{p}") for m, p, day in bought]
    assert block([*MARKET, *sale], tmp_path).is_empty()


def test_spares_copies_of_reviews_on_every_variant(tmp_path: Path) -> None:
    copies = [
        {**review(f"v{m}", f"p{10 * o + 3}", 300 + m % 5, 5), "text": f"words of {m}"}
        for m in range(8) for o in range(7)
    ]  # fmt: skip
    assert block([*MARKET, *copies], tmp_path).is_empty()
