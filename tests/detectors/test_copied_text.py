from __future__ import annotations

import json
from pathlib import Path

import polars as pl

import kit
from tests.case_rows import Row, case_of, found, proved, review
from tests.texts import edited, text

STOCK = ("Great product", "Works as expected", "I would recommend this product to a friend")
MARKET = [
    {**review(f"a{n % 150}", f"p{n % 9}", n), "text": STOCK[n % 3] if n % 2 else text(n)}
    for n in range(600)
]


def post(account: str, product: str, said: str, day: float = 400) -> Row:
    return {**review(account, product, day), "text": said}


def named(groups: pl.DataFrame) -> list[list[str]]:
    return [
        [member["id"] for member in members if member["kind"] == "account"]
        for members in groups["members"]
    ]


def test_finds_one_text_under_four_accounts(tmp_path: Path) -> None:
    rows = [post(f"x{n}", f"q{n}", text(9000, 40)) for n in range(4)]
    groups = proved(found(MARKET + rows, tmp_path, "copied_text"))
    assert named(groups) == [["x0", "x1", "x2", "x3"]]
    seen = json.loads(groups["evidence"][0])
    assert (seen["n_accounts"], seen["n_reviews"], seen["n_products"]) == (4, 4, 4)
    assert {m["kind"] for m in groups["members"][0]} == {"account", "review"}
    assert groups["why"][0].startswith("4 accounts posted nearly the same text of about 40 words")


def test_finds_edited_and_disguised_copies_on_one_product(tmp_path: Path) -> None:
    rows = [post(f"x{n}", "p1", edited(text(9000, 60), 20, n)) for n in range(5)]
    rows[2]["text"] = rows[2]["text"].upper().replace(" ", "\u200b , ")
    groups = proved(found(MARKET + rows, tmp_path, "copied_text"))
    assert named(groups) == [["x0", "x1", "x2", "x3", "x4"]]


def test_spares_stock_texts(tmp_path: Path) -> None:
    assert found(MARKET, tmp_path, "copied_text").is_empty()


def test_spares_an_account_that_repeats_itself_on_variants(tmp_path: Path) -> None:
    rows = [post("x", f"v{n}", text(9000, 40)) for n in range(8)]
    assert found(MARKET + rows, tmp_path, "copied_text").is_empty()


def test_spares_a_text_that_everybody_posts(tmp_path: Path) -> None:
    rows = [post(f"x{n}", "p1", text(9000, 40), n) for n in range(120)]
    assert found(MARKET + rows, tmp_path, "copied_text").is_empty()


def test_spares_a_quotation_in_texts_of_their_own(tmp_path: Path) -> None:
    rows = [post(f"x{n}", "p1", f"{text(9000, 20)} {text(9100 + n, 40)}") for n in range(6)]
    assert found(MARKET + rows, tmp_path, "copied_text").is_empty()


def test_spares_two_whose_words_meet_by_chance(tmp_path: Path) -> None:
    rows = [post(f"x{n}", "p1", f"{text(9000, 16)}") for n in range(2)]
    assert proved(found(MARKET + rows, tmp_path, "copied_text")).is_empty()


def test_says_why_it_cannot_test_where_no_text_is_known(tmp_path: Path) -> None:
    case = case_of([review(f"a{n}", "p", n) for n in range(9)], tmp_path)
    assert kit.screen(case).filter(pl.col("family") == "text").is_empty()
    reasons = dict(case.not_tested.iter_rows())
    assert "text" in reasons["copied_text"]
