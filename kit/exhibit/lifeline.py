"""An account's reviews over the days of its case, as places for a drawing: no text of anybody's.

Pages and paper draw the same figure from it. A chart library takes a second for each drawing; a
case file may hold a thousand.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl

WIDE = 1000
"""Places from the first day of a case to the last."""

MOST_YEARS = 12
"""Years that are written below; of a longer case every second, third, ... is."""


def lifeline(reviews: pl.DataFrame, span: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return where each review of an account lies.

    Parameters
    ----------
    reviews : polars.DataFrame
        posted_at, stars, in_finding.
    span : mapping
        first_day and last_day of the case.

    Returns
    -------
    dict or None
        points (x from 0 to `WIDE`, y: stars, 1 to 5, found: whether a finding is about it), years
        (x, label), told (the same in words) and undrawn (reviews without day or stars). None where
        no review has both.
    """
    held = reviews.filter(pl.col("posted_at").is_not_null() & pl.col("stars").is_not_null())
    if held.is_empty():
        return None
    first, last = span["first_day"], span["last_day"]
    points = [
        {"x": _place(at, first, last), "y": float(min(max(stars, 1), 5)), "found": bool(found)}
        for at, stars, found in held.select("posted_at", "stars", "in_finding").iter_rows()
    ]
    found = sum(point["found"] for point in points)
    days = held["posted_at"].dt.date().to_list()
    return {
        "points": points,
        "years": _years(first, last),
        "told": f"{len(points):,} reviews from {min(days)} to {max(days)}, by day and stars; a "
        f"finding is about {found:,} of them.",
        "undrawn": reviews.height - held.height,
    }


def _place(at: date, first: date, last: date) -> int:
    day = at.date() if isinstance(at, datetime) else at
    return round(WIDE * (day - first).days / max((last - first).days, 1))


def _years(first: date, last: date) -> list[dict[str, Any]]:
    years = range(first.year + 1, last.year + 1)
    every = len(years) // MOST_YEARS + 1
    return [
        {"x": _place(date(year, 1, 1), first, last), "label": str(year)} for year in years[::every]
    ]
