"""A bundle that is not what it was: named, and not exit code 0."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.exhibit import bag
from tests.cli.running import run


def test_names_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.txt").write_text("a")
    bag.seal(tmp_path, {})
    assert run(capsys, "verify", tmp_path).out.startswith("1 files are what they were.")
    (tmp_path / "data" / "a.txt").write_text("b")
    (tmp_path / "data" / "odd\u202ename").write_text("")
    ran = run(capsys, "verify", tmp_path)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "changed: data/a.txt does not have the hash that manifest-sha256.txt gives",
        "added: data/odd<U+202E>name is not in manifest-sha256.txt",
    ]
    assert "2 problems" in ran.err


def test_a_signer_needs_the_file_of_allowed_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "verify", tmp_path, "--signer", "anna").code == 2
