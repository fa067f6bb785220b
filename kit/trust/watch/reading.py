"""What is kept of a capture's files, and the doubts that keep a file out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import polars as pl

from kit.case import Case
from kit.errors import ParameterError, SourceError
from kit.plain_text import visible
from kit.schema import SIGHTINGS
from kit.tables.looks import CONTENT

SLACK = timedelta(days=1)
"""A market's clock and the capture's may stand in two time zones."""

_READ = f"""
select
  review_id, {CONTENT} as content, stars, product_id, account_id, posted_at, verified, helpful_votes
from reviews
order by product_id, review_id
"""


def moment(given: str | date) -> datetime:
    """Return the moment of a capture in UTC, without a time zone.

    Raises
    ------
    ParameterError
        When it is none, or lies in the future.
    """
    try:
        found = given if isinstance(given, date) else datetime.fromisoformat(given.strip())
        day_only = not isinstance(found, datetime) or (
            isinstance(given, str) and len(given.strip()) <= len("2023-11-06")
        )
    except (ValueError, AttributeError) as error:
        raise ParameterError(
            f"captured_at = {given!r} is no moment.",
            hint='Say when the files were fetched, as "2023-11-06" or "2023-11-06 14:30".',
        ) from error
    if day_only:
        at = datetime.combine(found, time(23, 59, 59))
    else:
        assert isinstance(found, datetime)
        at = found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
    if at > datetime.now(UTC).replace(tzinfo=None) + SLACK:
        raise ParameterError(
            f"captured_at = {at} lies in the future.", hint="Look at the clock that it comes from."
        )
    return at


def shown_rows(case: Case, look: Case, at: datetime) -> pl.DataFrame:
    """Return what is kept of a look, once it is of the case's market and its clock can be right.

    Parameters
    ----------
    case : Case
    look : Case
        The capture's files, imported.
    at : datetime
        When they were fetched, UTC.

    Returns
    -------
    polars.DataFrame
        Columns of `kit.schema.SIGHTINGS`, sorted by product and review.

    Raises
    ------
    SourceError
        When no source or no product is the case's.
    ParameterError
        When a review that it shows was posted after `at`.
    """
    strange = sorted(set(look.sources) - set(case.sources))
    if strange:
        raise SourceError(
            f"The files are of {', '.join(visible(name, 60) for name in strange)}, which the case "
            "is not.",
            available=case.sources,
            hint="Captures are compared by review: read them in a format of the case.",
        )
    rows = look.sql(_READ)
    known = case.sql("select distinct product_id from reviews where product_id is not null")
    if not rows["product_id"].is_in(known["product_id"].implode()).any():
        raise SourceError(
            "The files show no product of the case.",
            available=known["product_id"].sort().head(6).to_list(),
            hint="Are they of another market or category? Then open a case of their own.",
        )
    newest = rows["posted_at"].max()
    if isinstance(newest, datetime) and newest > at + SLACK:
        raise ParameterError(
            f"captured_at = {at} lies before a review that the files show, of {newest}.",
            hint="A clock went wrong, or the files are of a later day.",
        )
    return rows.with_columns(captured_at=pl.lit(at, pl.Datetime("us"))).select(SIGHTINGS.names)


def lacking(case: Case, shown: pl.Series) -> int:
    """Return how many products of a case are not among those shown."""
    known = case.sql("select distinct product_id from reviews where product_id is not null")
    return int((~known["product_id"].is_in(shown.implode())).sum())
