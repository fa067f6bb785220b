from __future__ import annotations

import json
from pathlib import Path

from tests.case_rows import Row, found, proved, review

SHOPS = [f"brand{n}" for n in range(8)]


def market(accounts: int = 120) -> list[Row]:
    """Return accounts of eight reviews of eight brands, two of them in one sitting."""
    return [
        review(f"a{a}", f"p{a % 5}-{n}", 20 * n - 20 * (n == 5) + a % 9, brand=SHOPS[(n + a) % 8])
        for a in range(accounts)
        for n in range(8)
    ]


def one_order(account: str, count: int) -> list[Row]:
    return [review(account, f"order{n}", 77 + n / 50, brand="client") for n in range(count)]


def test_finds_an_order_filled_in_one_day(tmp_path: Path) -> None:
    rows = market() + one_order("lent", 8) + [review("lent", "p0-0", 3, brand=SHOPS[0])]
    seen = proved(found(rows, tmp_path, "single_day_reviewer"))
    assert seen["entity_id"].to_list() == ["lent"]
    figures = json.loads(seen["evidence"][0])
    assert (figures["n_reviews"], figures["n_on_day"], figures["n_of_brand"]) == (9, 8, 8)
    assert figures["day"] == "2020-03-18"
    assert figures["expected"] < 3


def test_spares_who_sits_down_once_a_month_and_writes_about_all_they_bought(tmp_path: Path) -> None:
    monthly = [
        review("monthly", f"m{month}-{n}", 30 * month + n / 50, brand=SHOPS[n])
        for month in range(6)
        for n in range(8)
    ]
    assert found(market() + monthly, tmp_path, "single_day_reviewer").is_empty()


def test_spares_a_loyal_customer_who_writes_in_sittings(tmp_path: Path) -> None:
    loyal = [
        review("loyal", f"l{month}-{n}", 30 * month + n / 50, brand="favourite")
        for month in range(10)
        for n in range(4)
    ]
    assert proved(found(market() + loyal, tmp_path, "single_day_reviewer")).is_empty()


def test_spares_one_review_shown_on_every_variant(tmp_path: Path) -> None:
    shown = [review("wide", f"size{n}", 77, brand="client") for n in range(12)]
    same = [{**row, "text": "Fits well"} for row in shown]
    rows = market() + same + [review("wide", f"p{n}-0", 90 * n, brand=SHOPS[n]) for n in range(3)]
    assert found(rows, tmp_path, "single_day_reviewer").is_empty()


def test_spares_a_market_of_one_day_and_one_brand(tmp_path: Path) -> None:
    rows = [review(f"a{a}", f"p{n}", n / 50, brand="only") for a in range(30) for n in range(6)]
    assert proved(found(rows, tmp_path, "single_day_reviewer")).is_empty()
