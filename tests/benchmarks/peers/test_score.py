from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from benchmarks.peers.run import RAN, Run
from benchmarks.peers.score import COLUMNS, score
from tests.benchmarks.peers.markets import tiny


def frame(**scores: float) -> pl.DataFrame:
    return pl.DataFrame({"id": list(scores), "score": [float(score) for score in scores.values()]})


def test_orders_and_names(tmp_path: Path) -> None:
    named = {"account": pl.DataFrame({"id": ["a0", "a2"]})}
    run = Run(RAN, 3.0, {"account": frame(a0=2, a1=3, a2=1)}, named)
    (row,) = score(tiny(tmp_path / "market"), "peer", run, copy=1.5).rows(named=True)
    assert row["ratio"] == 2
    assert (row["auc"], row["ap"]) == (0.5, 0.5)
    assert (row["named"], row["precision"], row["recall"], row["innocents_named"]) == (2, 0.5, 1, 1)


def test_whom_a_peer_leaves_out_stands_last(tmp_path: Path) -> None:
    run = Run(RAN, 1.0, {"account": frame(a1=0, a2=float("nan"))})
    (row,) = score(tiny(tmp_path / "market"), "peer", run, copy=1).rows(named=True)
    assert row["entities"] == 3
    assert row["auc"] <= 0.5
    assert row["named"] is None


def test_an_honest_review_of_a_paid_account_is_no_innocent(tmp_path: Path) -> None:
    run = Run(RAN, 1.0, {"review": frame(r1=1)}, {"review": pl.DataFrame({"id": ["r1"]})})
    (row,) = score(tiny(tmp_path / "market"), "peer", run, copy=1).rows(named=True)
    assert (row["precision"], row["innocents_named"]) == (0, 0)


def test_naming_nobody_has_no_precision(tmp_path: Path) -> None:
    nobody = {"account": pl.DataFrame(schema={"id": pl.String})}
    run = Run(RAN, 1.0, {"account": frame(a0=1)}, nobody)
    (row,) = score(tiny(tmp_path / "market"), "peer", run, copy=1).rows(named=True)
    assert (row["named"], row["precision"], row["recall"]) == (0, None, 0)


@pytest.mark.parametrize("status", ["stopped after 600 s", "failed: ValueError"])
def test_without_a_result_there_is_a_row_that_says_so(tmp_path: Path, status: str) -> None:
    found = score(tiny(tmp_path / "market"), "peer", Run(status), copy=1)
    assert found.columns == list(COLUMNS)
    assert found.select("peer", "status", "kind").rows() == [("peer", status, None)]
