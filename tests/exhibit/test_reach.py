"""Reach counts what the listed accounts wrote, and what the reviews in findings moved."""

from __future__ import annotations

from pathlib import Path

import polars as pl

import kit
from kit.exhibit.reach import moved, reach
from kit.trust import DAMAGE
from tests.case_rows import case_of, review

LISTED = pl.DataFrame({"number": [1], "account_id": ["x"]})


def counted(folder: Path, helpful: int | None) -> tuple[dict[str, object], pl.DataFrame]:
    rows = [review(f"a{n}", "p", n, 3, "B", "C") for n in range(3)]
    rows += [review("x", "p", 9, 5, "B", "C"), review("x", "q", 9, 5, "B", "C")]
    named = [{**row, "review_id": f"r{n}", "helpful_votes": helpful} for n, row in enumerate(rows)]
    frame = pl.DataFrame(named, schema_overrides={"helpful_votes": pl.Int64})
    case = kit.open_case(frame, folder=folder / "case")
    about = pl.DataFrame({"review_id": ["r3"]})
    findings = kit.screen(case, [], save=False)
    products = moved(case, about, findings, 0.05)
    return reach(case, LISTED, about, products).row(0, named=True), products


def test_only_reviews_in_findings_move_stars(tmp_path: Path) -> None:
    row, products = counted(tmp_path, 2)
    assert (row["accounts"], row["reviews"], row["in_findings"], row["products"]) == (1, 2, 1, 2)
    assert products["product_id"].to_list() == ["p"]
    assert (products["stars_with"][0], products["stars_without"][0]) == (3.5, 3.0)
    assert (row["moved_products"], row["half_star_products"], row["moved_up"]) == (1, 1, 1)
    assert (row["first_page_reviews"], row["helpful_votes"], row["votes_known"]) == (1, 4, 2)


def test_unknown_votes_stay_unknown(tmp_path: Path) -> None:
    row, _ = counted(tmp_path, None)
    assert (row["helpful_votes"], row["votes_known"]) == (None, 0)


def test_without_findings_nothing_moved(tmp_path: Path) -> None:
    case = case_of([review("a", "p", 1), review("b", "p", 2)], tmp_path)
    nothing = pl.DataFrame(schema={"review_id": pl.String})
    products = moved(case, nothing, kit.screen(case, [], save=False), 0.05)
    assert products.is_empty()
    assert dict(products.schema) == DAMAGE
    row = reach(case, LISTED.clear(), nothing, products).row(0, named=True)
    assert (row["accounts"], row["moved_products"], row["first_page_reviews"]) == (0, 0, 0)
