"""The tables of a case file: who is listed, what was seen and expected, and every review."""

from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

import kit
from kit.exhibit.case_tables import counted, review_hash
from tests.exhibit.conftest import Bundled


def table(bundled: Bundled, name: str) -> pl.DataFrame:
    return pl.read_parquet(bundled.data / "tables" / f"{name}.parquet")


def test_the_list_is_that_of_suspects(sealed: Bundled) -> None:
    listed = table(sealed, "exhibit_a")
    assert listed["account_id"].to_list() == kit.suspects(sealed.case)["entity_id"].to_list()
    assert listed["number"].to_list() == list(range(1, listed.height + 1))


def test_every_review_of_a_listed_account_is_there_with_its_hash(sealed: Bundled) -> None:
    listed, reviews = table(sealed, "exhibit_a"), table(sealed, "reviews")
    assert reviews.height == listed["reviews"].sum()
    row = reviews.row(0, named=True)
    source = sealed.case.sql(
        "select * from reviews where review_id = $id", {"id": row["review_id"]}
    )
    assert row["review_hash"] == review_hash(source.row(0, named=True))


def test_a_hash_follows_from_the_columns() -> None:
    row = {"text": "a", "posted_at": datetime(2024, 1, 2), "stars": None}
    # printf '{"posted_at":"2024-01-02T00:00:00","stars":null,"text":"a"}' | sha256sum
    assert review_hash(row) == "efae5544d7621bb7cfa5a71addd5a2655d00e8b15284b0f66730a46baf619eb4"
    assert review_hash(row) == review_hash(dict(reversed(row.items())))


def test_what_was_seen_reaches_each_account(bundled: Bundled) -> None:
    seen = table(bundled, "seen")
    assert set(seen["number"]) == set(table(bundled, "exhibit_a")["number"])
    pairs = seen.filter(pl.col("detector") == "co_review_pair")
    assert (pairs["observed"] > pairs["expected"]).all()


@pytest.mark.parametrize(
    ("evidence", "beside"),
    [
        ({"n_meant": 12, "n_reviews": 40, "expected": 2.25}, (12.0, 2.25)),
        ({"n_meetings": 3, "expected": 1 / 3}, (3.0, 0.333333)),
        ({"ratio": 2.0}, (None, None)),
        ({"expected": 2.0}, (None, None)),
    ],
)
def test_observed_stands_beside_expected(
    evidence: dict[str, float], beside: tuple[float | None, float | None]
) -> None:
    assert counted(evidence) == beside


def test_without_its_only_kind_of_evidence_nobody_is_listed(bundled: Bundled) -> None:
    out = table(bundled, "left_out").filter(pl.col("family") == "ring")
    alone = table(bundled, "exhibit_a").filter(pl.col("families").list.join(",") == "ring")
    assert alone.height
    assert not out.filter(pl.col("number").is_in(alone["number"].to_list()))["listed"].any()
