from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
import pytest

from benchmarks.peers import __main__ as module
from benchmarks.peers.market import Market
from benchmarks.peers.roster import KIT_WHOLE, PEERS, Peer
from benchmarks.peers.run import RAN, Run
from tests.benchmarks.peers.markets import tiny


@pytest.fixture(autouse=True)
def _nobody_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(peer: Peer, market: Market, work: Path, limit: float) -> Run:
        scores = pl.DataFrame({"id": ["a0"], "score": [limit]})
        return Run(RAN, 2.0, {"account": scores}) if "RSD" not in peer.name else Run("failed: why")

    monkeypatch.setattr(module, "run", run)
    monkeypatch.setattr(module, "measured", lambda *_: (0.5, 0.0))


def test_every_peer_has_its_rows(tmp_path: Path) -> None:
    rows = pl.concat(module.compare(tiny(tmp_path / "market"), tmp_path, limit=9))
    # The market has nothing beyond four columns, so the kit reads it once.
    assert rows["peer"].to_list() == [peer.name for peer in PEERS if peer is not KIT_WHOLE]
    assert rows.filter(status=RAN)["ratio"].unique().to_list() == [4.0]


def test_writes_figures_and_prints_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    given = ["--seeds", "7", "8", "--sizes", "500", "--output", str(output)]
    monkeypatch.setattr(sys, "argv", ["peers", *given])
    module.main()
    figures = pl.read_csv(output / "peers.csv")
    assert figures["seed"].unique().sort().to_list() == [7, 8]
    said = capsys.readouterr().out
    assert "**practice, 500 reviews, seeds 7, 8: accounts**" in said
    assert "- practice, 500 reviews, seed 8: rgmining RSD failed: why" in said
