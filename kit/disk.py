"""Files as the disk holds them: their hash, and whether they have reached it."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Put a file, or a folder's names, on the disk.

    Raises
    ------
    OSError
        When the disk refuses, or the system cannot do it for folders.
    """
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sync_where_possible(path: Path) -> None:
    """Do as `sync`, but go on where it cannot be done."""
    with suppress(OSError):
        sync(path)
