from __future__ import annotations

import errno
from pathlib import Path

import pytest

from kit.errors import CaseError
from kit.locking import locked, scratch


def test_a_second_holder_is_refused_and_the_file_is_gone_afterwards(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    with locked(lock, "The case"):
        assert lock.exists()
        with pytest.raises(CaseError, match="The case is in use"), locked(lock, "The case", wait=0):
            pass
    assert not lock.exists()


def test_a_scratch_folder_is_empty_and_gone_afterwards(tmp_path: Path) -> None:
    beside, lock = tmp_path / ".new", tmp_path / ".lock"
    beside.mkdir()
    (beside / "left by a killed one").write_text("x")
    with scratch(beside, lock, "The case", 0, "It stopped", "Make room.") as place:
        assert place == beside
        assert list(place.iterdir()) == []
        (place / "file").write_text("x")
    assert not beside.exists()
    assert not lock.exists()


def test_a_disk_that_fails_is_told_and_other_errors_pass(tmp_path: Path) -> None:
    beside, lock = tmp_path / ".new", tmp_path / ".lock"
    with (
        pytest.raises(CaseError, match=r"It stopped: No space left") as raised,
        scratch(beside, lock, "The case", 0, "It stopped", "Make room."),
    ):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert "Make room." in str(raised.value)
    with (
        pytest.raises(ValueError, match="mine"),
        scratch(beside, lock, "The case", 0, "It stopped", "Make room."),
    ):
        raise ValueError("mine")
    assert not beside.exists()
