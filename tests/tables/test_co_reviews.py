from __future__ import annotations

from pathlib import Path

from tests.case_rows import Row, case_of, derived, review

PARAMS = {"days": 7, "min_meetings": 3, "max_crowd": 60, "launch_days": 0}


def met(*, apart: float, brands: tuple[str | None, ...]) -> list[Row]:
    return [
        review(name, f"p{n}", 30 * n + late * apart, 5, brand)
        for n, brand in enumerate(brands)
        for late, name in enumerate(("ann", "bob"))
    ]


def test_two_that_met_on_three_brands(tmp_path: Path) -> None:
    rows = met(apart=2, brands=("x", "y", "z", "z"))
    (pair,) = derived(case_of(rows, tmp_path), "co_reviews", PARAMS)
    assert (pair["account_a"], pair["account_b"]) == ("ann", "bob")
    assert (pair["n_meetings"], pair["n_products"], pair["mean_days_apart"]) == (3, 4, 2.0)


def test_products_without_brands_count_each(tmp_path: Path) -> None:
    (pair,) = derived(
        case_of(met(apart=0, brands=(None, None, None)), tmp_path), "co_reviews", PARAMS
    )
    assert pair["n_meetings"] == 3


def test_one_brand_is_one_meeting(tmp_path: Path) -> None:
    rows = met(apart=2, brands=("x", "x", "x", "x", "y"))
    assert derived(case_of(rows, tmp_path), "co_reviews", PARAMS) == []


def test_eight_days_are_too_far(tmp_path: Path) -> None:
    rows = met(apart=8, brands=("x", "y", "z"))
    assert derived(case_of(rows, tmp_path), "co_reviews", PARAMS) == []


def test_copies_of_one_review_on_variants_are_one_meeting(tmp_path: Path) -> None:
    variants = [
        {**row, "posted_at": met(apart=2, brands=("x",))[n % 2]["posted_at"], "text": "Good."}
        for n, row in enumerate(met(apart=2, brands=("x", "y", "z", "w")))
    ]
    assert derived(case_of(variants, tmp_path), "co_reviews", PARAMS) == []
