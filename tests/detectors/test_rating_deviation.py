from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.case_rows import Row, found, review


def account(name: str, stars: float) -> list[Row]:
    return [review(name, f"p{p}", 10 * p, stars) for p in range(6)]


ROWS = [
    *(row for n in range(8) for row in account(f"usual{n}", 4)),
    *account("harsh", 1),
    *account("generous", 5),
    review("undecided", "p0", 3, None),
]


def test_finds_who_departs_most_from_established_reviewers(tmp_path: Path) -> None:
    accounts = found(ROWS, tmp_path, "rating_deviation").filter(pl.col("entity_kind") == "account")
    assert accounts["entity_id"].to_list()[:2] == ["harsh", "generous"]
    assert "100% one-star" in accounts["why"][0]


def test_spares_who_agrees_with_them(tmp_path: Path) -> None:
    findings = found(ROWS, tmp_path, "rating_deviation").filter(pl.col("entity_kind") == "account")
    score = dict(findings.select("entity_id", "score").iter_rows())
    assert all(score[f"usual{n}"] < score["generous"] / 2 for n in range(8))
    assert findings["p_value"].null_count() == findings.height
    assert "undecided" not in score


def test_ranks_the_reviews_too(tmp_path: Path) -> None:
    reviews = found(ROWS, tmp_path, "rating_deviation").filter(pl.col("entity_kind") == "review")
    assert reviews.height == 60
    assert set(reviews["entity_id"][:6]) == {f"r{n:05}" for n in range(48, 54)}
