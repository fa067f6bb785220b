from __future__ import annotations

from pathlib import Path

import polars as pl

import kit
from kit.verdicts.harm import READ, harm


def test_counts_reviews_readers_and_stars(tmp_path: Path) -> None:
    reviews = pl.DataFrame(
        {
            "review_id": list("abcdef"),
            "account_id": ["x", "x", "y", "z", "x", "x"],
            "product_id": ["p", "p", "p", "p", "q", "r"],
            "stars": [5.0, 5.0, 3.0, 2.0, 1.0, None],
            "helpful_votes": [4, None, 9, 9, 1, None],
            "posted_at": ["2024-01-01"] * 6,
        }
    )
    case = kit.open_case(reviews, folder=tmp_path / "case")
    found = harm(case, case.sql(READ).with_columns(entity_id=pl.col("account_id")))
    # x gives p two stars more, twice 2.5, than the others' 2.5; nobody else knows q and r.
    assert found.row(0) == ("x", 4, 5, 5.0)
    assert found.row(1) == ("y", 1, 9, 1.0)
