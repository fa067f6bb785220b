from __future__ import annotations

from pathlib import Path

import kit
from tests.case_rows import Row, case_of, derived, review

PARAMS = {"days": 7, "min_meetings": 2, "max_crowd": 3, "launch_days": 0}


def quiet(rows: list[Row], folder: Path) -> list[tuple[str, int]]:
    case = case_of(rows, folder)
    found = derived(case, "quiet_reviews", PARAMS)
    name = names(case)
    return sorted((name[row["a"]], row["others"]) for row in found)


def names(case: kit.Case) -> dict[int, str]:
    return {row["a"]: row["account_id"] for row in derived(case, "verdicts")}


def pair(product: str, day: float, *names: str, stars: float = 5) -> list[Row]:
    return [review(name, product, day, stars) for name in names]


def test_keeps_who_is_near_another_and_not_in_a_crowd(tmp_path: Path) -> None:
    rows = [
        *pair("met", 0, "a", "b"),
        *pair("crowd", 50, "a", "b", "c", "d"),
        *pair("alone", 100, "c"),
        *pair("alone", 108, "d"),
    ]
    assert quiet(rows, tmp_path) == [("a", 1), ("b", 1)]


def test_counts_an_account_once_for_each_verdict(tmp_path: Path) -> None:
    rows = [
        *pair("p", 0, "a", "a", "b"),
        *pair("q", 0, "a", "b", stars=1),
        *pair("r", 0, "a", "b", stars=3),
    ]
    assert quiet(rows, tmp_path) == [("a", 1), ("a", 1), ("b", 1), ("b", 1)]


def test_the_other_verdict_is_no_company(tmp_path: Path) -> None:
    rows = [*pair("p", 0, "a"), *pair("p", 0, "b", stars=1), *pair("q", 50, "a", "b", stars=3)]
    assert quiet(rows, tmp_path) == []


def test_leaves_out_who_wrote_too_little_to_meet(tmp_path: Path) -> None:
    assert quiet([*pair("p", 0, "a", "b"), *pair("q", 50, "a")], tmp_path) == []


def test_a_product_without_a_brand_is_its_own_maker(tmp_path: Path) -> None:
    rows = [
        {**row, "brand": brand}
        for n, brand in enumerate([None, None, "B", "B"])
        for row in pair(f"p{n}", 20 * n, "a", "b")
    ]
    found = derived(case_of(rows, tmp_path), "quiet_reviews", PARAMS)
    assert len({row["place"] for row in found}) == 4
    assert len({row["maker"] for row in found}) == 3


def test_the_launch_of_a_product_counts_only_where_its_brand_is_known(tmp_path: Path) -> None:
    rows = [
        review(name, product, day, brand=brand)
        for product, brand in (("known", "B"), ("unknown", None))
        for day in (0, 40)
        for name in (f"a{day}", f"b{day}")
    ]
    again = [
        review(name, "else", 300 + 20 * n) for n, name in enumerate(("a0", "b0", "a40", "b40"))
    ]
    case = case_of([*rows, *again], tmp_path)
    found = derived(case, "quiet_reviews", {**PARAMS, "launch_days": 28})
    name = names(case)
    met = sorted((name[row["a"]], row["maker"]) for row in found)
    known = min(maker for _, maker in met)
    assert [name for name, maker in met if maker == known] == ["a0", "a40", "b0", "b40"]
    assert [name for name, maker in met if maker != known] == ["a40", "b40"]
