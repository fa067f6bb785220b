"""A case as it stood on a day: only the reviews before it, in a folder that is then deleted."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.case import Case, open_case
from kit.errors import ParameterError

READ = "select * from reviews where posted_at < $day order by product_id, posted_at, review_id"


@contextmanager
def as_of(case: Case, day: dt.date) -> Iterator[Case]:
    """Give the case that there would be if reviews had stopped coming before a day.

    What is worked out from it cannot know what came later, whichever table or detector it asks:
    the later reviews are not there.

    Parameters
    ----------
    case : Case
    day : date
        The first day that is left out. Reviews without a date are left out, too.

    Yields
    ------
    Case
        In a temporary folder.

    Raises
    ------
    ParameterError
        Where no review is older.
    """
    rows = case.connection.select(READ, {"day": day})
    if rows.is_empty():
        raise ParameterError(
            f"No review was written before {day}.",
            hint="case.sql('select min(posted_at) from reviews') says when the first was.",
        )
    with tempfile.TemporaryDirectory(prefix="kit-as-of-") as place:
        then = open_case(rows, folder=Path(place) / "case")
        try:
            yield then
        finally:
            then.close()
