from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.case_rows import Row, case_of, derived, review
from tests.texts import edited, text

MARKET = [{**review(f"a{n}", f"p{n % 9}", n), "text": text(n)} for n in range(300)]


def post(account: str | None, product: str, said: str) -> Row:
    return {**review(account, product, 400), "text": said}


def copied(rows: list[Row], folder: Path, most: int = 100) -> list[Row]:
    found = derived(case_of(MARKET + rows, folder), "copied_texts", {"max_texts": most})
    return sorted(found, key=lambda row: (row["wording"], row["account_id"], row["product_id"]))


def test_a_copy_is_worth_its_phrases(tmp_path: Path) -> None:
    one, two = copied([post("x", "p", text(900)), post("y", "q", text(900))], tmp_path)
    assert one["wording"] == two["wording"]
    assert (one["account_id"], two["product_id"], one["n_phrases"]) == ("x", "q", 6)
    assert one["n_texts"] == 302
    assert one["surprise"] == pytest.approx(6 * math.log(302), abs=1e-5)
    assert one["least"] == pytest.approx(2 * math.log(302))


def test_light_edits_keep_it_whole(tmp_path: Path) -> None:
    said = text(900, 60)
    rows = copied([post(f"x{n}", "p", edited(said, 18, n)) for n in range(4)], tmp_path)
    assert [row["account_id"] for row in rows] == ["x0", "x1", "x2", "x3"]
    assert len({row["wording"] for row in rows}) == 1


def test_one_account_may_repeat_itself(tmp_path: Path) -> None:
    rows = [post("x", "p", text(900)), post("x", "q", text(900)), post("x", "r", text(900, 29))]
    assert copied(rows, tmp_path) == []


def test_every_copy_of_an_account_is_there(tmp_path: Path) -> None:
    rows = [post("x", p, text(900)) for p in "pqr"] + [post("y", "s", text(900))]
    assert [row["product_id"] for row in copied(rows, tmp_path)] == ["p", "q", "r", "s"]


def test_what_everybody_says_is_left_out(tmp_path: Path) -> None:
    rows = [post(f"x{n}", "p", text(900)) for n in range(12)]
    assert len(copied(rows, tmp_path, most=12)) == 12
    assert copied(rows, tmp_path / "b", most=11) == []


def test_a_quotation_is_no_copy_of_the_text_around_it(tmp_path: Path) -> None:
    rows = [post(f"x{n}", "p", f"{text(900, 15)} {text(950 + n, 30)}") for n in range(3)]
    assert copied(rows, tmp_path) == []


def test_short_texts_and_unknown_accounts_are_left_out(tmp_path: Path) -> None:
    rows = [post(f"x{n}", "p", text(900, 14)) for n in range(5)]
    rows += [post(None, "p", text(901)), post("x", "p", text(901))]
    assert copied(rows, tmp_path) == []
