"""A Chromium is found where it is, and none is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.cli.browser import find_browser


def test_none_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("KIT_CHROMIUM", raising=False)
    assert find_browser() is None


def test_the_named_one_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("chromium", "mine"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("KIT_CHROMIUM", raising=False)
    assert find_browser() == tmp_path / "chromium"
    monkeypatch.setenv("KIT_CHROMIUM", str(tmp_path / "mine"))
    assert find_browser() == tmp_path / "mine"
