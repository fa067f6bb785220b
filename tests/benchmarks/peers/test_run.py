from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from benchmarks.peers import run as module
from benchmarks.peers.environment import NotInstalledError, last_line
from benchmarks.peers.roster import Peer
from benchmarks.peers.run import RAN, Run, run
from tests.benchmarks.peers.markets import tiny

WRITES = """
import sys
from pathlib import Path
results = Path(sys.argv[2])
(results / "scores.csv").write_text("kind,id,score\\naccount,a0,1\\naccount,a1,nan\\n")
(results / "named.csv").write_text("kind,id\\n")
(results / "seconds.txt").write_text("0.5\\n")
"""


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Run a script as an adapter, in this Python."""
    monkeypatch.setattr(module, "ADAPTERS", tmp_path)

    def of(script: str, limit: float = 60) -> Run:
        (tmp_path / "peer.py").write_text(textwrap.dedent(script))
        return run(Peer("peer", "peer"), tiny(tmp_path / "market"), tmp_path / "work", limit)

    return of


def test_reads_what_an_adapter_wrote(ran) -> None:  # type: ignore[no-untyped-def]
    found = ran(WRITES)
    assert (found.status, found.seconds) == (RAN, 0.5)
    assert found.scores["account"].rows()[0] == ("a0", 1.0)
    assert found.named["account"].is_empty()


def test_a_failure_is_told_by_its_last_line(ran) -> None:  # type: ignore[no-untyped-def]
    assert ran("raise AttributeError('no asfptype')").status == (
        "failed: AttributeError: no asfptype"
    )


def test_a_slow_peer_is_stopped(ran) -> None:  # type: ignore[no-untyped-def]
    found = ran("import time; time.sleep(60)", limit=0.3)
    assert (found.status, found.seconds) == ("stopped after 0 s", None)


def test_what_does_not_install_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(requirements: tuple[str, ...], folder: Path) -> Path:
        raise NotInstalledError(f"ERROR: No matching distribution found for {requirements[0]}")

    monkeypatch.setattr(module, "environment", refuse)
    found = run(Peer("gone", "gone", ("gone==1",)), tiny(tmp_path / "market"), tmp_path, 1)
    assert found == Run("did not install: ERROR: No matching distribution found for gone==1")


def test_the_last_line_that_says_something() -> None:
    assert last_line("first\nlast \n\n") == "last"
    assert last_line("") == "it said nothing"
