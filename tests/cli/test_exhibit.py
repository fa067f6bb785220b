"""From a case to a bundle on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.exhibit.bundled import FEW, small_case


def test_writes_a_bundle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_case(tmp_path, FEW).close()
    ran = run(capsys, "exhibit", tmp_path / "case", "--out", tmp_path / "bundle")
    assert ran.code == 0, ran.err
    first, second = ran.out.splitlines()
    assert (
        first
        == f"6 accounts listed by pseudonym; open {tmp_path / 'bundle' / 'data' / 'index.html'}"
    )
    assert second.endswith("  tagmanifest-sha256.txt")
    checked = run(capsys, "verify", tmp_path / "bundle")
    assert (checked.code, checked.out.splitlines()[-1]) == (0, second)


def test_says_that_there_is_no_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "exhibit", tmp_path / "absent", "--out", tmp_path / "bundle")
    assert ran.code == 1
    assert "is not a case" in ran.err
    assert not (tmp_path / "bundle").exists()
