from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import kit
from kit.errors import NotFoundError, ParameterError
from kit.trust.order_weights import PARTS, Order
from kit.trust.ordering import order
from tests.hostile import HOSTILE

DAY = datetime(2024, 6, 1)
LONG = "The zip broke on the second trip but the straps hold and the lining is dry"


def case_of(folder: Path, *rows: dict[str, Any]) -> kit.Case:
    held = [
        {"review_id": f"r{n}", "product_id": "p", "stars": 5.0, **row} for n, row in enumerate(rows)
    ]
    return kit.open_case(pl.DataFrame(held, infer_schema_length=None), folder=folder / "case")


def said(
    text: str | None, votes: int | None = 0, days: int = 0, stars: float = 5
) -> dict[str, Any]:
    return {
        "text": text,
        "helpful_votes": votes,
        "posted_at": DAY - timedelta(days=days),
        "stars": stars,
    }


def trusting(count: int, **p: float) -> pl.DataFrame:
    names = [f"r{n}" for n in range(count)]
    return pl.DataFrame({"review_id": names, "p_genuine": [p.get(name, 1.0) for name in names]})


def test_before_is_by_votes_and_then_the_newest(tmp_path: Path) -> None:
    case = case_of(tmp_path, said("a", 0, 9), said("b", 7, 90), said("c", 0, 1))
    placed = order(case, "p", p_genuine=trusting(3)).sort("before")
    assert placed["review_id"].to_list() == ["r1", "r2", "r0"]


def test_what_is_not_trusted_sinks_however_helpful_it_was_found(tmp_path: Path) -> None:
    case = case_of(tmp_path, said(LONG, 90), said(LONG[:40], 1), said("Good bag, dry lining", 0))
    placed = order(case, "p", p_genuine=trusting(3, r0=0.5))
    assert placed["review_id"][-1] == "r0"
    assert "Down 2 from place 1" in placed["why"][-1]
    assert "P(genuine) 0.50" in placed["why"][-1]
    alone = order(case, "p", weights=Order(trust=0, diversity=0), p_genuine=trusting(3, r0=0.5))
    assert alone["review_id"][0] == "r0"


def test_a_question_is_answered_first_and_is_text_not_a_pattern(tmp_path: Path) -> None:
    case = case_of(
        tmp_path, said(LONG, 3), said("Nice colour and size", 9), said("Zip? (fine.*)", 0)
    )
    asked = order(case, "p", "ZIP!", p_genuine=trusting(3))
    assert set(asked["review_id"][:2]) == {"r0", "r2"}
    assert "none of the question's words" in asked["why"][2]
    for pattern in (".*", "%", "  "):
        assert order(case, "p", pattern, p_genuine=trusting(3))["relevance"].null_count() == 3
    assert order(case, "p", "[a-z]+", p_genuine=trusting(3))["relevance"].to_list() == [0, 0, 0]
    assert order(case, "p", "(zip|lining).*", p_genuine=trusting(3))["relevance"][0] is not None


def test_a_part_that_nothing_tells_is_none_and_left_out(tmp_path: Path) -> None:
    rows = [{"stars": star} for star in (5.0, 1.0, 3.0)]
    placed = order(case_of(tmp_path, *rows), "p", "zip", p_genuine=trusting(3, r2=0.2))
    assert all(placed[part].null_count() == 3 for part in PARTS)
    assert placed["review_id"].to_list() == ["r0", "r1", "r2"]
    assert placed["text"].null_count() == 3


def test_one_unknown_counts_as_the_products_mean(tmp_path: Path) -> None:
    case = case_of(tmp_path, said(LONG, None), said(LONG, 9), said(LONG, 0))
    placed = order(case, "p", p_genuine=trusting(2)).sort("review_id")
    helpful = placed["helpfulness"]
    assert helpful[0] == pytest.approx((helpful[1] + helpful[2]) / 2, abs=1e-5)
    assert placed["trust"].to_list() == [1.0, 1.0, 1.0]


def test_a_product_with_one_review(tmp_path: Path) -> None:
    placed = order(case_of(tmp_path, said("Fine", 2)), "p", p_genuine=trusting(1, r0=0.0))
    assert placed.select("before", "after").rows() == [(1, 1)]
    assert placed["why"][0].startswith("Stays where it was")


def test_all_suspect_still_gives_an_order(tmp_path: Path) -> None:
    case = case_of(tmp_path, said(LONG, 3), said("Nice", 1), said("Bad", 0, stars=1))
    placed = order(case, "p", p_genuine=trusting(3, r0=0.0, r1=0.0, r2=0.0))
    assert sorted(placed["after"]) == [1, 2, 3]


def test_hostile_text_is_text(tmp_path: Path) -> None:
    case = case_of(tmp_path, *(said(text, 0) for text in HOSTILE))
    for question in HOSTILE:
        placed = order(case, "p", question, p_genuine=trusting(len(HOSTILE)))
        assert placed.height == len(HOSTILE)


def test_errors_say_what_is_wrong(tmp_path: Path) -> None:
    case = case_of(tmp_path, said("Fine", 2))
    with pytest.raises(NotFoundError, match="Available: p"):
        order(case, "q", p_genuine=trusting(1))
    with pytest.raises(ParameterError, match="other columns"):
        order(case, "p", p_genuine=pl.DataFrame({"id": ["r0"]}))
    with pytest.raises(ParameterError, match="no probability"):
        order(case, "p", p_genuine=trusting(1, r0=1.5))
    with pytest.raises(ParameterError, match="diversity"):
        Order(diversity=2)
