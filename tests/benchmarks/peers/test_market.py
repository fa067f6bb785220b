from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from benchmarks.peers.market import Market, labelled, practice
from kit.practice import generate


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Market:
    return practice(5, 4_000, tmp_path_factory.mktemp("peers") / "market")


def test_files_hold_the_same_reviews_in_the_same_order(market: Market) -> None:
    neutral = pl.read_csv(market.folder / "reviews.csv")
    whole = pl.read_parquet(market.folder / "reviews.parquet")
    assert neutral.columns == ["review", "account", "product", "stars", "day"]
    for column in ("review", "account", "product"):
        assert neutral[column].to_list() == whole[f"{column}_id"].to_list()
    priors = pl.read_csv(market.folder / "priors.csv")
    assert set(priors["id"]) == set().union(*(neutral[c] for c in ("review", "account", "product")))


def test_nothing_tells_who_was_paid(market: Market) -> None:
    neutral = pl.read_csv(market.folder / "reviews.csv")
    made = generate(5, 4_000, text=False).reviews
    assert not set(neutral["review"]) & set(made["review_id"])
    assert not neutral["day"].is_sorted()
    paid = market.truth["review"].filter("paid")["id"].str.slice(1).cast(pl.Int64)
    assert 0.4 < paid.mean() / neutral.height < 0.6  # type: ignore[operator]


def test_every_entity_has_its_truth(market: Market) -> None:
    neutral = pl.read_csv(market.folder / "reviews.csv")
    for kind, truth in market.truth.items():
        assert set(truth["id"]) == set(neutral[kind])
        assert truth.filter(pl.col("paid") & pl.col("innocent")).is_empty()
        assert truth["paid"].any()
    assert market.whole


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_a_labelled_file_says_who_wrote_a_labelled_review(tmp_path: Path, suffix: str) -> None:
    frame = pl.DataFrame(
        {
            "review_id": ["x", "y", "z"],
            "reviewer_id": ["ann", "ann", "bob"],
            "product_id": ["cup", "pot", "cup"],
            "rating": [5.0, 4.0, 3.0],
            "ts": [datetime(2020, 1, day) for day in (1, 2, 3)],
            "label": [True, False, False],
        }
    )
    file = tmp_path / f"some.{suffix}"
    getattr(frame, f"write_{suffix}")(file)
    market = labelled(file, tmp_path / "market")
    assert market.name == "some"
    assert {kind: truth["paid"].sum() for kind, truth in market.truth.items()} == {
        "account": 1,
        "review": 1,
    }
    assert not market.whole
    assert "label" not in pl.read_parquet_schema(market.folder / "reviews.parquet")
    assert sorted(pl.read_csv(market.folder / "reviews.csv")["day"]) == [18262, 18263, 18264]
