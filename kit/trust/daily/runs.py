"""The runs of a case: each a line of the journal of kind "day", and a list kept as Parquet.

The line is written last. A run that was killed has none, and is made again from where it stopped;
its list is then written again, with the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from kit import journal
from kit.case import Case
from kit.disk import sha256, sync_where_possible
from kit.errors import CaseError, NotFoundError
from kit.journal import Entry
from kit.trust.daily.delivery import Key
from kit.trust.daily.listing import counts

KIND = "day"
FOLDER = "daily"


@dataclass(frozen=True)
class Day:
    """One run: what came, and who was listed afterwards.

    Parameters
    ----------
    run : int
        Counted from 1; 0 is how the case stood when the watch began.
    day : date or None
        Which day it was; None where no review has a date.
    at : str
        When it ended, UTC, ISO.
    data : dict
        The journal's line, whole.
    list : polars.DataFrame
        Columns of `kit.trust.daily.listing.LISTED`.
    again : bool
        It had been made before, and nothing was changed now.
    """

    run: int
    day: date | None
    at: str
    data: dict[str, Any]
    list: pl.DataFrame
    again: bool = False

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many accounts and products are new, returned, gone, waiting, judged."""
        return counts(self.list)

    @property
    def screened(self) -> int:
        """The run whose screening the list is of; this one, unless it was carried on."""
        return _screened(self.data)

    @property
    def missing(self) -> tuple[date, ...]:
        """Days before it of which nothing came."""
        return tuple(map(date.fromisoformat, self.data["missing"]))

    @property
    def title(self) -> str:
        """The day and the number of the run."""
        return f"{self.day or 'Without a date'} (run {self.run})"


def lines(case: Case) -> list[Entry]:
    """Return the journal's lines of runs, oldest first."""
    return journal.read(case, KIND)


def days_of_files(case: Case) -> dict[str, date | None]:
    """Return the day of each file with reviews that had its run, by SHA-256."""
    return {
        file["sha256"]: _date(entry.data["day"])
        for entry in lines(case)
        for file in entry.data["files"]
        if file["rows_in"]
    }


def keys(entry: Entry) -> set[Key]:
    """Return what tells a run's files from others."""
    day = _date(entry.data["day"])
    return {(file["sha256"], None if file["rows_in"] else day) for file in entry.data["files"]}


def days(case: Case) -> pl.DataFrame:
    """Return one row for each run: what came and what followed.

    Parameters
    ----------
    case : Case

    Returns
    -------
    polars.DataFrame
        run, day, screened (the run whose screening its list is of), files, reviews (loaded from
        them), missing (days before of which nothing came), late (later days were in already), and
        for each kind how many are new, returned, gone, waiting, judged; oldest first.
    """
    rows = [
        {
            "run": entry.data["run"],
            "day": _date(entry.data["day"]),
            "screened": _screened(entry.data),
            "files": len(entry.data["files"]),
            "reviews": sum(file["loaded"] for file in entry.data["files"]),
            "missing": len(entry.data["missing"]),
            "late": entry.data["late"],
            **{
                f"{state}_{kind}s": number
                for kind, states in entry.data["counts"].items()
                for state, number in states.items()
            },
        }
        for entry in lines(case)
    ]
    return pl.DataFrame(rows, schema_overrides={"day": pl.Date})


def day(case: Case, run: int | None = None) -> Day:
    """Return one run, the last by default.

    Raises
    ------
    NotFoundError
        When there is no such run.
    CaseError
        When its list is not the one that the journal names.
    """
    made = lines(case)
    found = [entry for entry in made if run is None or entry.data["run"] == run]
    if not found:
        raise NotFoundError(
            "No day was taken in yet." if run is None else f"There is no run {run}.",
            available=[str(entry.data["run"]) for entry in made][-12:],
            hint="kit daily CASE FILE takes one in.",
        )
    return of(case, found[-1])


def of(case: Case, entry: Entry, again: bool = False) -> Day:
    """Return the run of one of the journal's lines."""
    path = list_path(case.folder, entry.data["run"])
    if not path.is_file() or sha256(path) != entry.data["list"]:
        raise CaseError(
            f"{FOLDER}/{path.name} is not the list that run {entry.data['run']} wrote.",
            hint="It was changed or removed; a copy of the case may still hold it.",
        )
    data = entry.data
    return Day(data["run"], _date(data["day"]), entry.at, data, pl.read_parquet(path), again)


def list_path(folder: Path, run: int) -> Path:
    """Return where a run's list lies."""
    return folder / FOLDER / f"{run:04}.parquet"


def keep(case: Case, run: int, listed: pl.DataFrame) -> str:
    """Write a run's list, complete or not at all, and return its SHA-256."""
    path = list_path(case.folder, run)
    path.parent.mkdir(exist_ok=True)
    partial = path.with_suffix(".partial")
    listed.write_parquet(partial)
    told = sha256(partial)
    sync_where_possible(partial)
    partial.replace(path)
    sync_where_possible(path.parent)
    return told


def _date(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _screened(data: dict[str, Any]) -> int:
    """Return the run whose screening a line's list is of; older lines do not say another."""
    return int(data.get("screened", data["run"]))
