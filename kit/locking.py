"""One process at a time: a lock file that is held for the length of a block."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kit.errors import CaseError

WAIT = 30.0
"""Seconds to wait for another holder."""


@contextmanager
def locked(path: Path, what: str, wait: float = WAIT) -> Iterator[None]:
    """Hold a lock file for the length of the block, and take it away at the end.

    Parameters
    ----------
    path : Path
        The lock file.
    what : str
        What it protects, for the error.
    wait : float
        Seconds to wait for another holder.

    Raises
    ------
    CaseError
        When it is still held after `wait` seconds, or cannot be made.
    """
    lock = FileLock(path, timeout=wait)
    try:
        lock.acquire()
    except Timeout as error:
        raise CaseError(
            f"{what} is in use by another process.", hint="Wait until it has finished, then retry."
        ) from error
    except OSError as error:
        raise CaseError(f"{path.parent} cannot be written: {error.strerror}.") from error
    try:
        yield
    finally:
        with suppress(OSError):  # A waiter sees that the file is gone and makes a new one.
            path.unlink()
        lock.release()


@contextmanager
def scratch(
    beside: Path, lock: Path, what: str, wait: float, stopped: str, hint: str
) -> Iterator[Path]:
    """Hold a lock and give an empty folder, which is gone afterwards.

    Whoever holds the lock owns the folder: what a killed process left there is cleared away.

    Parameters
    ----------
    beside : Path
        The folder.
    lock, what, wait
        As for `locked`.
    stopped, hint : str
        What an error of the disk within the block is told as.

    Raises
    ------
    CaseError
        As `locked`, or when the disk fails within the block.
    """
    with locked(lock, what, wait):
        shutil.rmtree(beside, ignore_errors=True)
        try:
            beside.mkdir()
            yield beside
        except OSError as error:
            raise CaseError(f"{stopped}: {error.strerror}.", hint=hint) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
