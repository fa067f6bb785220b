"""A practice market is written with its truth apart from it, and never over another."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.cli.running import run


def test_writes_reviews_and_truth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "market"
    ran = run(capsys, "practice", "--seed", 3, "--reviews", 5000, "--no-text", "--out", out)
    assert ran.code == 0, ran.err
    reviews = pl.read_parquet(out / "reviews.parquet")
    truth = pl.read_parquet(out / "planted_truth.parquet")
    assert reviews.height == 5000
    assert reviews["text"].null_count() == 5000
    assert "plan" not in reviews.columns
    planted = truth.filter(entity_kind="review")["entity_id"]
    assert planted.len() > 0
    assert set(planted) <= set(reviews["review_id"])
    assert "5,000 reviews from seed 3" in ran.out


def test_writes_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "reviews.parquet").write_text("mine")
    ran = run(capsys, "practice", "--out", tmp_path)
    assert ran.code == 1
    assert "is there already" in ran.err
    assert (tmp_path / "reviews.parquet").read_text() == "mine"


def test_a_seed_below_zero_is_a_wrong_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "practice", "--seed", -1, "--out", tmp_path).code == 2
