"""No account is named for the windows of a single brand, however unusual they are."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from kit.ranking.families import of_accounts
from tests.case_rows import case_of, review

DAY = "2020-01-11"


def windows_on(*products: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "detector": ["review_burst"] * len(products),
            "family": ["timing"] * len(products),
            "entity_kind": ["window"] * len(products),
            "entity_id": [f"w-{product}" for product in products],
            "p_value": [1e-30] * len(products),
            "q_value": [1e-30] * len(products),
            "members": [[{"kind": "product", "id": product}] for product in products],
            "product_id": list(products),
            "window_start": [DAY] * len(products),
            "window_end": ["2020-01-18"] * len(products),
            "evidence": [
                '{"meant":"all","n_meant":50,"expected":0.001,"n_class":1000,"product_age_days":99}'
            ]
            * len(products),
        }
    ).with_columns(pl.col("window_start", "window_end").str.to_date())


def test_one_brand_says_nothing_and_two_do(tmp_path: Path) -> None:
    rows = [
        review("A-one", "P1", 11, brand="north"),
        review("A-one", "P2", 12, brand="north"),
        review("A-two", "P1", 11, brand="north"),
        review("A-two", "P3", 12, brand="south"),
    ]
    case = case_of(rows, tmp_path / "case")
    spoken = of_accounts(case, windows_on("P1", "P2", "P3"), fdr=0.05, least_brands=2)
    assert spoken["entity_id"].to_list() == ["A-two"]
    assert spoken["timing"][0] < 1e-6
