from __future__ import annotations

from pathlib import Path

import polars as pl

import kit
from tests.case_rows import Row, case_of, derived, review
from tests.texts import text


def post(account: str | None, day: float | None, said: str, product: str = "p") -> Row:
    return {**review(account, product, day), "text": said}


def repeats(rows: list[Row], folder: Path) -> dict[str, tuple[int, int, int]]:
    found = derived(case_of(rows, folder), "phrase_repeats")
    return {
        row["product_id"]: (row["n_texts"], row["n_chances"], row["n_repeats"]) for row in found
    }


def test_counts_texts_that_repeat_an_earlier_one(tmp_path: Path) -> None:
    shared = text(900, 12)
    rows = [post("a", 0, f"{text(1)} {shared}"), post("b", 1, text(2))]
    rows += [post("c", 2, f"{shared} {text(3)}"), post("d", 3, f"{text(4)} {shared}")]
    assert repeats(rows, tmp_path) == {"p": (4, 6, 2)}


def test_a_name_of_nine_words_is_no_repetition(tmp_path: Path) -> None:
    rows = [post(f"a{n}", n, f"{text(n)} {text(900, 9)}") for n in range(6)]
    assert repeats(rows, tmp_path)["p"] == (6, 15, 0)


def test_an_account_and_another_product_repeat_nobody(tmp_path: Path) -> None:
    rows = [post("a", 0, text(900)), post("a", 1, text(900)), post("b", 2, text(900), "q")]
    assert repeats(rows, tmp_path) == {"p": (2, 1, 0), "q": (1, 0, 0)}


def test_only_the_twenty_before_count(tmp_path: Path) -> None:
    rows = [post("x", 0, text(900)), post("y", 30, text(900))]
    for others, repeated in ((19, 1), (20, 0)):
        between = [post(f"a{n}", 1 + n, text(n)) for n in range(others)]
        assert repeats(rows + between, tmp_path / str(others))["p"][2] == repeated


def test_what_many_products_hear_is_the_markets_own(tmp_path: Path) -> None:
    for products, repeated in ((5, 1), (6, 0)):
        rows = [post(f"{p}{n}", n, text(900), f"p{p}") for p in range(products) for n in range(2)]
        assert repeats(rows, tmp_path / str(products))["p0"] == (2, 1, repeated)


def test_leaves_out_who_or_when_is_unknown(tmp_path: Path) -> None:
    rows = [post(None, 0, text(900)), post("b", None, text(900)), post("c", 2, text(900))]
    assert repeats(rows, tmp_path) == {"p": (1, 0, 0)}


def test_leaves_out_the_markets_own_sampling_programme(tmp_path: Path) -> None:
    rows = [{**post(f"a{n}", n, text(900)), "review_id": f"r{n}", "vine": n < 2} for n in range(4)]
    case = kit.open_case(pl.DataFrame(rows), folder=tmp_path / "vine")
    assert [row["n_texts"] for row in derived(case, "phrase_repeats")] == [2]
