"""A set of files that takes the place of the last one: written aside, then put in by renames."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from kit import __version__, journal
from kit.disk import sha256, sync
from kit.errors import CaseError

WAIT = 600.0
"""Seconds to wait for another who writes the same folder."""


@contextmanager
def published(place: Path, ours: Collection[str]) -> Iterator[Path]:
    """Give an empty folder to write in, whose files replace those in `place` at the end.

    Parameters
    ----------
    place : Path
        Made where it is missing. What others put in it stays.
    ours : collection of str
        Names of files that may be from an earlier time; those that were not written again are
        taken away.

    Raises
    ------
    CaseError
        When another process writes there for too long, or it cannot be written.

    Notes
    -----
    Each file is replaced by a rename, after all were written: a process that is killed before
    leaves the old set as it was.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"{place} cannot be made: {error.strerror}.") from error
    stage = place / ".partial"
    with journal.locked(place / ".lock", f"The folder {place.name}", WAIT):
        shutil.rmtree(stage, ignore_errors=True)
        try:
            stage.mkdir()
            yield stage
            written = sorted(stage.iterdir())
            for path in written:
                sync(path)
            for path in written:
                path.replace(place / path.name)
            for name in set(ours) - {path.name for path in written}:
                (place / name).unlink(missing_ok=True)
            sync(place)
        except OSError as error:
            raise CaseError(
                f"{place} cannot be written: {error.strerror}.",
                hint="Make room on the disk, or choose another folder with --out.",
            ) from error
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def described(path: Path) -> dict[str, Any]:
    """Return a file's name, SHA-256 and size, as a journal notes them."""
    return {"file": path.name, "sha256": sha256(path), "bytes": path.stat().st_size}


def versions() -> dict[str, str]:
    """Return the versions of what made the files."""
    return {"kit": __version__, "polars": pl.__version__}
