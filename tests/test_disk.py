from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from kit.disk import sha256, sync, sync_where_possible


def test_a_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\x00reviews\r\n" * 100_000)
    assert sha256(path) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_cannot_reach_the_disk_is_said_or_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(tmp_path)

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        sync(tmp_path)
    sync_where_possible(tmp_path)
    with pytest.raises(FileNotFoundError):
        sync(tmp_path / "missing")
