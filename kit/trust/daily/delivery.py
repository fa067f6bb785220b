"""What a day's files hold, looked at before the case takes them in.

Each file is imported into a case of its own first, which is thrown away: a file that breaks off is
refused before anything has changed, and its dates say which day it is. That costs what the file
costs, whatever the case holds.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from kit.case import open_case
from kit.disk import sha256
from kit.errors import EmptyFileError, SourceError
from kit.plain_text import visible
from kit.sources.opening import expand

DATED = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")

KNOWN = -1

Key: TypeAlias = tuple[str, date | None]
"""SHA-256 and, of a file without reviews, its day: such files all have the same bytes."""


@dataclass(frozen=True)
class File:
    """A file as it was looked at.

    Parameters
    ----------
    path : Path
    sha256 : str
    day : date or None
        The last day on which one of its reviews was posted; None where none has a date. For a file
        without reviews, the day in its name.
    days : frozenset of date
        Every day of its reviews.
    reviews : int
        Those that can be loaded; `KNOWN` where the file had its run before.
    """

    path: Path
    sha256: str
    day: date | None
    days: frozenset[date]
    reviews: int

    @property
    def key(self) -> Key:
        """What tells it from others: its bytes, and where it is empty the day in its name."""
        return self.sha256, None if self.reviews else self.day


@dataclass(frozen=True)
class Delivery:
    """The files of one day."""

    day: date | None
    files: tuple[File, ...]

    @property
    def days(self) -> frozenset[date]:
        """Every day on which a review of these files was posted."""
        return frozenset().union(*(file.days for file in self.files))

    @property
    def keys(self) -> frozenset[Key]:
        """What tells its files from others."""
        return frozenset(file.key for file in self.files)


def deliveries(
    files: Any,
    scratch: Path,
    mapping: Mapping[str, str | None] | None = None,
    known: Mapping[str, date | None] | None = None,
) -> list[Delivery]:
    """Look at files and put those of one day together.

    Parameters
    ----------
    files : path, glob, or a list of those
    scratch : Path
        An empty folder.
    mapping : mapping, optional
        As `kit.open_case` takes it.
    known : mapping of str to (date or None), optional
        The day of each file with reviews that had its run, by SHA-256: these need no second look.

    Returns
    -------
    list of Delivery
        By day; files without a date come last. A file that is given twice counts once.

    Raises
    ------
    SourceError
        When a file is missing, is no review file, is cut off, or holds no reviews and has no date
        in its name; or for a frame, which has no bytes that would be known again.
    """
    found: dict[Key, File] = {}
    for path in _paths(files):
        digest = sha256(path)
        if known and digest in known:
            looked_at = File(path, digest, known[digest], frozenset(), KNOWN)
        else:
            looked_at = _look(path, digest, scratch, mapping)
        found.setdefault(looked_at.key, looked_at)
    by_day: dict[date | None, list[File]] = {}
    for file in found.values():
        by_day.setdefault(file.day, []).append(file)
    ordered = sorted(by_day, key=lambda day: (day is None, day or date.min))
    return [Delivery(day, tuple(by_day[day])) for day in ordered]


def missing(
    before: Iterable[date | None], delivery: Delivery, held: frozenset[date] = frozenset()
) -> list[date]:
    """Return the days between a delivery and the latest one before it of which nothing came.

    Parameters
    ----------
    before : iterable of (date or None)
        Days of the runs so far.
    delivery : Delivery
    held : frozenset of date
        Days of which something came otherwise.
    """
    if delivery.day is None:
        return []
    earlier = [day for day in before if day is not None and day < delivery.day]
    if not earlier:
        return []
    gap = (delivery.day - max(earlier)).days
    days = (delivery.day - timedelta(days=back) for back in range(gap - 1, 0, -1))
    return [day for day in days if day not in delivery.days and day not in held]


def _paths(files: Any) -> list[Path]:
    found = expand(files)
    if not all(isinstance(file, Path) for file in found):
        raise SourceError(
            "A day is a file, so that it is known again when it comes twice.",
            hint="Write the frame to a Parquet file first.",
        )
    return [file for file in found if isinstance(file, Path)]


def _look(path: Path, digest: str, scratch: Path, mapping: Mapping[str, str | None] | None) -> File:
    place = scratch / "looked_at"
    try:
        with redirect_stdout(io.StringIO()):  # How columns are read is said when they are.
            case = open_case(path, folder=place, mapping=mapping)
    except EmptyFileError as error:
        return _empty(path, digest, error)
    try:
        days = case.sql(
            "select distinct posted_at::date as day from reviews where posted_at is not null"
        )["day"]
        row = case.imports.row(0, named=True)
    finally:
        case.close()
        shutil.rmtree(place, ignore_errors=True)
    told = frozenset(days.to_list())
    return File(path, digest, max(told, default=None), told, int(row["loaded"]))


def _empty(path: Path, digest: str, error: EmptyFileError) -> File:
    found = DATED.search(path.name)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        raise SourceError(
            f"{visible(path.name, 60)} holds no reviews, and its name has no date.",
            hint="An empty day is taken where the name says which: reviews-2024-05-01.csv.",
        ) from error
    return File(path, digest, day, frozenset(), 0)
