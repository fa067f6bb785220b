"""How dates are written in a column, told from its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

CLOCKS = ("", " %H:%M:%S", " %H:%M", " %I:%M %p", " %I:%M:%S %p", ", %H:%M", ", %I:%M %p")
DAYS = (
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%m/%d/%Y",
    "%d/%m/%Y",
    "%m/%d/%y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%m-%d-%Y",
    "%d-%m-%Y",
    "%m %d, %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%Y%m%d",
)
FORMATS = tuple(day + clock for day in DAYS for clock in CLOCKS)
ISO = re.compile(
    r"\d{4}-\d\d?-\d\d?([ T]\d\d?:\d\d(:\d\d(\.\d+)?)?)?( ?(Z|[+-]\d\d:?\d\d))?( UTC)?"
)
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC).timestamp()
LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
ENOUGH = 0.7
"""Share of values that must be readable for a column to be one of dates."""


def written(values: Sequence[str]) -> tuple[str, ...]:
    """Return the ways in which dates are written, most common first; empty if they are no dates.

    Parameters
    ----------
    values : sequence of str
        A sample of the column, without empty ones.

    Returns
    -------
    tuple of str
        "iso", "seconds", "milliseconds", or strptime formats. Where month and day could change
        places, all the values decide together; if they leave it open, the month comes first.
    """
    left = list(dict.fromkeys(values))[:300]
    wanted = len(left)
    ways: list[str] = []
    while left and len(ways) < 3:
        way = max(_candidates(ways), key=lambda name: sum(map(_reader(name), left)))
        rest = [value for value in left if not _reader(way)(value)]
        if len(rest) == len(left):
            break
        ways.append(way)
        left = rest
    return tuple(ways) if wanted and len(left) <= (1 - ENOUGH) * wanted else ()


def ambiguous(ways: Sequence[str], values: Sequence[str]) -> bool:
    """Return whether day and month could be the other way round in every value."""
    swapped = [way.translate(str.maketrans("md", "dm")) for way in ways if _leads(way)]
    return any(all(map(_reader(way), values)) for way in swapped) if values else False


def _leads(way: str) -> bool:
    return way.startswith(("%m/%d", "%d/%m", "%m-%d", "%d-%m"))


def _candidates(chosen: Sequence[str]) -> list[str]:
    """Return the ways that may follow: never day and month both in front."""
    day_first = any(_leads(way) and way.startswith("%d") for way in chosen)
    month_first = any(_leads(way) and way.startswith("%m") for way in chosen)
    found = ["iso", "seconds", "milliseconds"]
    for way in FORMATS:
        barred = _leads(way) and (month_first if way.startswith("%d") else day_first)
        if not barred:
            found.append(way)
    return found


def _reader(way: str) -> Callable[[str], bool]:
    if way == "iso":
        return lambda value: bool(ISO.fullmatch(value.strip()))
    if way == "seconds":
        return lambda value: _epoch(value, 1)
    if way == "milliseconds":
        return lambda value: _epoch(value, 1000)
    return lambda value: _parses(value, way)


def _epoch(value: str, unit: int) -> bool:
    try:
        return EARLIEST <= float(value) / unit <= LATEST
    except ValueError:
        return False


def _parses(value: str, way: str) -> bool:
    try:
        year = datetime.strptime(value.strip(), way).year
    except ValueError:
        return False
    return 1 <= year <= 2200
