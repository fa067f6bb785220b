"""A set of files is replaced whole, or stays as it was."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kit.errors import CaseError
from kit.exhibit.publishing import described, published


def write(place: Path, *names: str, fails: bool = False) -> None:
    with published(place, ("a", "b")) as stage:
        for name in names:
            (stage / name).write_text(f"new {name}")
        if fails:
            raise RuntimeError


def test_replaces_ours_and_leaves_what_others_put_there(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "out"
    write(place, "a", "b")
    (place / "notes.txt").write_text("mine")
    (place / "a").write_text("old")
    write(place, "a")
    assert sorted(path.name for path in place.iterdir()) == ["a", "notes.txt"]
    assert (place / "a").read_text() == "new a"


def test_what_fails_halfway_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    (tmp_path / "a").write_text("old")
    with pytest.raises(RuntimeError):
        write(tmp_path, "a", fails=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
    assert (tmp_path / "a").read_text() == "old"


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".partial").mkdir()
    (tmp_path / ".partial" / "b").write_text("half")
    write(tmp_path, "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_file_in_the_folders_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(CaseError, match="cannot be made"):
        write(tmp_path / "out", "a")


def test_a_file_is_described_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    digest = hashlib.sha256(b"abc").hexdigest()
    assert described(tmp_path / "a") == {"file": "a", "sha256": digest, "bytes": 3}
