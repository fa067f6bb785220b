from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.peers import environment as module
from benchmarks.peers.environment import NotInstalledError, environment


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record commands; nothing is installed, and pip fails for `gone`."""
    said: list[list[str]] = []

    def record(command: list[object], **_: object) -> SimpleNamespace:
        said.append([str(part) for part in command])
        if "venv" in said[-1]:
            Path(said[-1][-1]).mkdir(parents=True)
        return SimpleNamespace(returncode="gone==1" in said[-1], stderr="wait\nERROR: gone\n")

    monkeypatch.setattr(module.subprocess, "run", record)
    return said


def test_the_kit_runs_here(tmp_path: Path, commands: list[list[str]]) -> None:
    assert environment((), tmp_path) == Path(sys.executable)
    assert not commands


def test_installs_once_what_is_asked(tmp_path: Path, commands: list[list[str]]) -> None:
    first = environment(("peer==1", "numpy==2"), tmp_path)
    assert environment(("peer==1", "numpy==2"), tmp_path) == first
    venv, pip = commands
    assert venv[1:3] == ["-m", "venv"]
    assert pip[0] == str(first)
    assert pip[-2:] == ["peer==1", "numpy==2"]


def test_no_index_is_named(tmp_path: Path, commands: list[list[str]]) -> None:
    environment(("peer==1",), tmp_path)
    assert not [part for part in commands[-1] if part.endswith("index-url") or "://" in part]


@pytest.mark.parametrize("time", ["first", "again"])
def test_says_why_pip_failed(tmp_path: Path, commands: list[list[str]], time: str) -> None:
    if time == "again":
        with pytest.raises(NotInstalledError):
            environment(("gone==1",), tmp_path)
    with pytest.raises(NotInstalledError, match="ERROR: gone"):
        environment(("gone==1",), tmp_path)
