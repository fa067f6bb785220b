from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import kit
from kit.errors import ParameterError
from kit.trust import DAMAGE, damage
from tests.case_rows import START, case_of, review
from tests.ranking.market import ordinary, ring

SUSPECT = pl.DataFrame({"entity_kind": ["account"], "entity_id": ["x"]})


def of(rows: list[dict[str, Any]], folder: Path, suspects: pl.DataFrame = SUSPECT) -> pl.DataFrame:
    case = case_of(rows, folder)
    found = damage(case, suspects, findings=kit.screen(case, [], save=False))
    assert dict(found.schema) == DAMAGE
    return found


def test_with_and_without_are_counts(tmp_path: Path) -> None:
    pushed = [review(f"a{n}", "p", n, stars, "B", "C") for n, stars in enumerate((3, 4, 2))]
    better = [review("b", "q", 1, 4, "B", "C"), review("c", "r", 1, 2, "B", "C")]
    row = of([*pushed, review("x", "p", 9, 5, "B", "C"), *better], tmp_path).row(0, named=True)
    assert (row["stars_with"], row["stars_without"], row["stars_moved"]) == (3.5, 3.0, 0.5)
    assert (row["direction"], row["reviews"], row["suspect_reviews"]) == ("up", 4, 1)
    assert (row["suspect_five_star"], row["suspect_one_star"]) == (1, 0)
    assert (row["rank_with"], row["rank_without"], row["rank_of"]) == (2, 2, 3)
    assert (row["first_page"], row["first_page_suspect"]) == (4, 1)
    assert row["half_star_takes"] == 1  # 3 others at 3.0 and one of 5 make 3.5
    assert row["stars_moved_low"] <= 0.5 <= row["stars_moved_high"]
    assert row["helpful_votes"] is None


def test_a_competitor_is_pressed_down(tmp_path: Path) -> None:
    rows = [review(f"a{n}", "rival", n, 5) for n in range(8)] + [review("x", "rival", 3, 1)]
    row = of(rows, tmp_path).row(0, named=True)
    assert (row["direction"], row["suspect_one_star"], row["half_star_takes"]) == ("down", 1, 2)


def test_first_page_is_the_most_helpful_then_the_newest(tmp_path: Path) -> None:
    rows = pl.DataFrame(
        {
            "account_id": ["x"] * 3 + ["a"] * 10,
            "product_id": ["p"] * 13,
            "posted_at": [START] * 13,
            "stars": [5.0] * 13,
            "helpful_votes": [7, None, 0, *[1] * 10],
        }
    ).with_columns(review_id=pl.format("r{}", pl.int_range(pl.len())))
    case = kit.open_case(rows, folder=tmp_path / "case")
    row = damage(case, SUSPECT).row(0, named=True)
    assert (row["first_page"], row["first_page_suspect"], row["helpful_votes"]) == (10, 1, 7)
    # Where nothing moves, the stars lie as all of the category's do: there is no direction.
    assert (row["stars_moved"], row["direction"]) == (0.0, None)


def test_all_reviews_suspect(tmp_path: Path) -> None:
    rows = [review("x", "p", 0, 5, "B", "C"), review("a", "q", 0, 3, "B", "C")]
    row = of(rows, tmp_path).row(0, named=True)
    assert row["direction"] == "up"  # against its category
    told = ("stars_without", "stars_moved", "stars_moved_low", "half_star_takes", "rank_without")
    assert all(row[name] is None for name in told)
    assert row["rank_with"] == 1


def test_no_stars_no_dates_no_category(tmp_path: Path) -> None:
    rows = [review(account, "p", None, None) for account in ("x", "a")]
    row = of(rows, tmp_path).row(0, named=True)
    assert (row["reviews"], row["suspect_reviews"], row["first_page_suspect"]) == (2, 1, 1)
    assert row["direction"] is row["stars_with"] is row["rank_with"] is None
    assert row["rank_of"] == 0


def test_nobody_and_nowhere(tmp_path: Path) -> None:
    rows = [review("x", None, 1), review("a", "p", 1)]
    assert of(rows, tmp_path).is_empty()


def test_suspects_of_the_case_by_default(tmp_path: Path) -> None:
    case = case_of([*ordinary(), *ring()], tmp_path)
    found = damage(case)
    assert found.filter(pl.col("product_id").str.starts_with("order")).height == 8
    assert found.equals(damage(case))
    with pytest.raises(ParameterError, match="no rate"):
        damage(case, fdr=2)
