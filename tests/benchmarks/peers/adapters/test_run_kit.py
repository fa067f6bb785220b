from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from benchmarks.peers.market import practice
from tests.benchmarks.peers.adapters.conftest import Load

KINDS = ["account", "product", "review"]


@pytest.mark.parametrize("columns", ["whole", "four"])
def test_the_kit_orders_everyone(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    folder = practice(5, 1_000, tmp_path / "market").folder
    monkeypatch.setattr("sys.argv", ["run_kit", "in", "out", columns])
    scores, named = load("run_kit").find(folder)
    reviews = pl.read_csv(folder / "reviews.csv")
    assert sorted(scores) == sorted(named) == KINDS
    for kind in KINDS:
        assert set(scores[kind]) == set(reviews[kind])
        assert set(named[kind]) <= set(reviews[kind])
