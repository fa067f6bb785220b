from __future__ import annotations

from pathlib import Path

from tests.case_rows import Row, case_of, derived, review


def variants(rows: list[Row], folder: Path) -> dict[str, str]:
    found = derived(case_of(rows, folder), "variants")
    return {row["product_id"]: row["listing"] for row in found}


def shown(accounts: range, products: str, apart: int = 20) -> list[Row]:
    """Each account's one review, under each of the products."""
    return [review(f"a{n}", p, apart * n, 4 + n % 2) for n in accounts for p in products]


def test_products_that_show_the_same_reviews_are_one_listing(tmp_path: Path) -> None:
    rows = [*shown(range(8), "xyz"), *(review(f"a{n}", "w", 20 * n + 3) for n in range(8))]
    assert variants(rows, tmp_path) == {"x": "x", "y": "x", "z": "x"}


def test_variants_of_variants_belong_together(tmp_path: Path) -> None:
    rows = [*shown(range(6), "xy"), *shown(range(10, 16), "yz")]
    assert variants(rows, tmp_path) == {"x": "x", "y": "x", "z": "x"}


def test_an_order_filled_on_two_products_makes_no_variants(tmp_path: Path) -> None:
    """Six accounts review both on the same days, but all within three days."""
    rows = [review(f"a{n}", p, n % 3) for n in range(6) for p in "xy"]
    assert variants(rows, tmp_path) == {}


def test_most_reviews_of_their_own_make_no_variants(tmp_path: Path) -> None:
    own = [review(f"b{n}", p, n, 5) for n in range(9) for p in ("x", f"o{n}")]
    others = [review(f"c{n}", p, n, 5) for n in range(9) for p in ("y", f"q{n}")]
    assert variants([*shown(range(6), "xy"), *own, *others], tmp_path) == {}


def test_other_stars_or_another_day_are_a_second_opinion(tmp_path: Path) -> None:
    rows = [
        review(f"a{n}", p, 20 * n + (p == "y"), 5 - (p == "z")) for n in range(8) for p in "xyz"
    ]
    assert variants(rows, tmp_path) == {}
