"""A folder that nobody vouches for, of any depth and with any names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.exhibit.walking import walk

DEPTH = 1_500


def test_plain_files_links_pipes_and_hollow_folders(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "hollow").mkdir()
    (tmp_path / "a" / "b" / "file").write_text("")
    (tmp_path / "a" / "link").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    there, others = walk(tmp_path)
    assert there == {"a/b/file"}
    assert sorted((path, what) for what, path, _ in others) == [
        ("a/hollow", "added"), ("a/link", "link"), ("pipe", "odd"),
    ]  # fmt: skip


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """Folders in each other, made and taken away one by one: to do it at once is too deep."""
    folders = [tmp_path / ("d/" * depth) for depth in range(1, DEPTH + 1)]
    for folder in folders:
        folder.mkdir()
    (folders[-1] / "file").write_text("")
    yield tmp_path
    (folders[-1] / "file").unlink()
    for folder in reversed(folders):
        folder.rmdir()


def test_folders_lie_deeper_than_python_walks(deep: Path) -> None:
    there, others = walk(deep)
    assert there == {"d/" * DEPTH + "file"}
    assert others == []


def test_a_folder_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    asked = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return asked(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert walk(tmp_path)[1] == [("odd", "closed", "cannot be opened: Permission denied")]
