from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.peers.adapters.exchange import main, read_priors, read_reviews, write
from benchmarks.peers.run import read
from tests.benchmarks.peers.markets import tiny


def test_reads_reviews_and_priors(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "market").folder
    assert read_reviews(folder)[2] == ("r2", "a1", "p0", 1.0, 12)
    assert read_priors(folder) == {"a0": 0.9, "r0": 0.25}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    scores = {"account": {"a0": 0.5, "a1": float("nan")}, "product": {"p0": 1}}
    write(tmp_path, scores, {"account": ["a1", "a0"]}, 1.25)
    run = read(tmp_path)
    assert run.seconds == 1.25
    assert run.scores["account"]["id"].to_list() == ["a0", "a1"]
    assert run.scores["product"]["score"].to_list() == [1.0]
    assert run.named["account"]["id"].to_list() == ["a0", "a1"]


def test_an_order_alone_names_nobody(tmp_path: Path) -> None:
    write(tmp_path, {"account": {"a0": 0.5}}, None, 1)
    assert read(tmp_path).named == {}


def test_main_runs_a_peer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["adapter", str(tmp_path / "in"), str(tmp_path)])
    main(lambda folder: ({"account": {folder.name: 1.0}}, None))
    assert read(tmp_path).scores["account"].rows() == [("in", 1.0)]
