"""The doctor says what is here, and what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.cli import doctor
from tests.cli.running import run

CHROMIUM = Path("chromium")


def test_says_what_is_here(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "doctor")
    names = [line.split()[0] for line in ran.out.splitlines() if line]
    assert names[:2] == ["python", "exhibit-a"]
    assert {"duckdb", "polars", "jupyterlab", "cores", "memory", "browser"} <= set(names)


def test_a_missing_package_is_a_failure_with_advice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "SHOWN", ("no-such-package",))
    ran = run(capsys, "doctor")
    assert ran.code == 1
    assert "no-such-package" in ran.out
    assert "pip install exhibit-a" in ran.out


def test_advises_on_little_memory_and_no_browser() -> None:
    said = "\n".join(doctor.advise([], 1e9, None))
    assert "KIT_MEMORY" in said
    assert "apt-get install chromium" in said
    assert doctor.advise([], 8e9, CHROMIUM) == []


@pytest.mark.parametrize(("limit", "total"), [("1000000", 1e6), ("max", None)])
def test_a_containers_limit_counts(
    limit: str, total: float | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "memory.max").write_text(limit)
    monkeypatch.setattr(doctor, "CONTAINER_LIMIT", tmp_path / "memory.max")
    assert doctor.memory()[0] == total or (total is None and doctor.memory()[0] > 1e6)
