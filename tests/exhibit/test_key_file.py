"""The key lies beside the case, is its owner's alone, and leaves with no export."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kit.errors import CaseError
from kit.exhibit.key_file import check_outside, ensure_key, key_path, read_key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "my_case"
    place.mkdir()
    return place


def test_is_made_once_beside_the_case_for_its_owner(folder: Path) -> None:
    key = ensure_key(folder)
    assert len(key) == 32
    assert ensure_key(folder) == read_key(folder) == key
    assert key_path(folder) == folder.parent.resolve() / "my_case.key"
    assert stat.S_IMODE(key_path(folder).stat().st_mode) == 0o600
    assert list(folder.iterdir()) == []
    assert sorted(path.name for path in folder.parent.iterdir()) == ["my_case", "my_case.key"]


def test_all_who_ask_at_once_get_the_same(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(ensure_key, [folder] * 16))
    assert len(keys) == 1


def test_what_a_killed_process_left_is_not_taken_for_a_key(folder: Path) -> None:
    (folder.parent / ".my_case.key.partial").write_text("ab")
    assert len(ensure_key(folder)) == 32


@pytest.mark.parametrize("content", ["", "ab\n", "x" * 64, "a" * 65, "\xff"])
def test_what_is_no_key_is_not_used_and_not_replaced(folder: Path, content: str) -> None:
    key_path(folder).write_text(content, "latin-1")
    key_path(folder).chmod(0o600)
    with pytest.raises(CaseError, match=r"my_case\.key"):
        ensure_key(folder)
    assert key_path(folder).read_text("latin-1") == content


def test_a_key_that_others_may_read_is_refused(folder: Path) -> None:
    ensure_key(folder)
    key_path(folder).chmod(0o640)
    with pytest.raises(CaseError, match="chmod 600"):
        read_key(folder)


def test_without_a_key_none_is_read(folder: Path) -> None:
    with pytest.raises(CaseError, match="no key"):
        read_key(folder)


def test_leaves_with_no_export(folder: Path) -> None:
    check_outside(folder, folder / "out")
    check_outside(folder, folder.parent / "elsewhere")
    for out in (folder.parent, folder / "..", folder.parent.parent):
        with pytest.raises(CaseError, match="would leave"):
            check_outside(folder, out)
