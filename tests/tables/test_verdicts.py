from __future__ import annotations

from pathlib import Path

from tests.case_rows import Row, case_of, derived, review


def verdicts(rows: list[Row], folder: Path) -> list[Row]:
    return derived(case_of(rows, folder), "verdicts")


def test_an_account_has_one_verdict_of_a_kind_on_a_product_its_first(tmp_path: Path) -> None:
    rows = [
        review("a", "p", 30, 5), review("a", "p", 20, 4), review("a", "p", 40, 1),
        review("a", "q", 50, 3), review("once", "p", 10, 5),
    ]  # fmt: skip
    found = verdicts(rows, tmp_path)
    assert [(row["liked"], row["age"]) for row in found] == [(False, 30), (True, 10)]
    assert {row["place"] // 2 for row in found} == {1}
    assert {row["n_reviews"] for row in found} == {4}


def test_rows_are_numbered_by_place_day_and_account(tmp_path: Path) -> None:
    rows = [review(a, p, day) for a in "ba" for p, day in (("q", 3), ("p", 9), ("r", 1))]
    found = verdicts(rows, tmp_path)
    assert [row["row"] for row in found] == list(range(6))
    keys = [(row["place"], row["day"], row["a"]) for row in found]
    assert keys == sorted(keys)
    assert [row["account_id"] for row in found] == ["a", "b"] * 3


def test_copies_of_one_review_are_one_act(tmp_path: Path) -> None:
    copies = [{**review("a", p, 5), "text": "The same words"} for p in ("red", "blue")]
    other = {**review("a", "green", 5), "text": "Other words"}
    acts = {row["product_id"]: row["act"] for row in verdicts([*copies, other], tmp_path)}
    assert acts["red"] == acts["blue"] != acts["green"]


def test_a_product_without_a_brand_is_its_own_maker(tmp_path: Path) -> None:
    rows = [review("a", f"p{n}", n, brand=b) for n, b in enumerate([None, None, "B", "B"])]
    assert len({row["maker"] for row in verdicts(rows, tmp_path)}) == 3


def test_variants_without_texts_and_brands_are_one_maker_and_one_act(tmp_path: Path) -> None:
    copies = [review(f"a{n}", p, 20 * n) for n in range(6) for p in ("red", "blue")]
    elsewhere = [review(f"a{n}", "other", 20 * n + 9) for n in range(6)]
    found = verdicts([*copies, *elsewhere], tmp_path)
    makers = {row["product_id"]: row["maker"] for row in found}
    assert makers["red"] == makers["blue"] != makers["other"]
    acts = {(row["account_id"], row["product_id"]): row["act"] for row in found}
    assert all(acts[f"a{n}", "red"] == acts[f"a{n}", "blue"] for n in range(6))
    assert len(set(acts.values())) == 12
