from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import polars as pl

from tests.case_rows import Row, found, proved, review, steady

DAY = 300


def stated(rows: list[Row], share: float, seed: int = 1) -> list[Row]:
    """Say at random which purchases are verified."""
    draw = random.Random(seed)
    return [{**row, "verified": draw.random() < share} for row in rows]


def campaign(product: str = "p3", reviews: int = 25, share: float = 1) -> list[Row]:
    days = [review(f"{product}c{n}", product, DAY + n % 7) for n in range(reviews)]
    return stated(days, share)


def listed(rows: list[Row], folder: Path) -> pl.DataFrame:
    return proved(found(rows, folder, "paid_verified"))


MARKET = stated(steady(products=12, weeks=90), 0.5)


def test_finds_a_crowd_of_verified_purchases(tmp_path: Path) -> None:
    windows = listed(MARKET + campaign(), tmp_path)
    assert set(windows["product_id"]) == {"p3"}
    strongest = windows.row(0, named=True)
    assert strongest["window_start"] <= date(2020, 10, 27) < strongest["window_end"]
    seen = json.loads(strongest["evidence"])
    assert seen["n_meant"] == seen["n_verified"] >= 25
    assert seen["meant"] == "verified"
    assert seen["expected"] < 18
    assert seen["seller_share"] > 3 * seen["seller_share_usual"]


def test_spares_a_crowd_that_is_verified_as_usual(tmp_path: Path) -> None:
    assert listed(MARKET + campaign(share=0.5), tmp_path).is_empty()


def test_spares_a_sale_through_the_market(tmp_path: Path) -> None:
    """Buyers of everything come through the market that fortnight, most of them to one product."""
    others = [row for p in range(12) if p != 3 for row in campaign(f"p{p}", 12)]
    assert listed(MARKET + campaign() + others, tmp_path).is_empty()


def test_spares_a_product_that_took_over_unverified_reviews(tmp_path: Path) -> None:
    """Half of its reviews came from another shop; since then all of its own are verified."""
    before = [{**review(f"old{n}", "new", n), "verified": False} for n in range(150)]
    own = [{**review(f"own{n}", "new", 160 + 2 * n), "verified": True} for n in range(150)]
    rows = MARKET + before + own + campaign("new")
    assert listed(rows, tmp_path).is_empty()


def test_spares_a_product_whose_buyers_are_always_verified(tmp_path: Path) -> None:
    rows = [{**row, "verified": row["verified"] or row["product_id"] == "p3"} for row in MARKET]
    assert listed(rows + campaign(), tmp_path).is_empty()


def test_a_review_that_does_not_say_is_left_out(tmp_path: Path) -> None:
    unknown = [{**row, "verified": None} for row in campaign()]
    assert listed(MARKET + unknown, tmp_path).is_empty()
