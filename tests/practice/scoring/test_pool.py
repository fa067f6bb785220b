from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from kit.practice.scoring.pool import run_all


def doubled(number: int, folder: str) -> tuple[int, int]:
    Path(folder, f"made-{number}").write_text("kept for a moment", "utf-8")
    if number < 0:
        raise ValueError("no such market")
    return 2 * number, os.getpid()


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_and_nothing_stays(left: Path, workers: int) -> None:
    said: list[tuple[str, int, int]] = []
    results = run_all(doubled, [3, 1, 2], workers, lambda *step: said.append(step))
    assert [value for value, _ in results] == [6, 2, 4]
    assert (os.getpid() in {process for _, process in results}) == (workers == 1)
    assert [done for _, done, _ in said] == [1, 2, 3]
    assert {step for step, _, _ in said} == {"1", "2", "3"}
    assert list(left.iterdir()) == []
    assert "POLARS_MAX_THREADS" not in os.environ


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failure_is_said_and_nothing_stays(left: Path, workers: int) -> None:
    with pytest.raises(ValueError, match="no such market"):
        run_all(doubled, [1, -1, 2], workers)
    assert list(left.iterdir()) == []
