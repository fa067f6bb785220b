"""Who is listed today, beside who was: new, returned, waiting, judged, gone."""

from __future__ import annotations

from datetime import date

import polars as pl

from kit.case import Case
from kit.screening import MEMBERS
from kit.verdicts.queue import QUEUE, queue
from kit.verdicts.settle import settled

KINDS = ("account", "product")

NEW, RETURNED, WAITING, JUDGED, GONE, AWAY, AUDIT = (
    "new",
    "returned",
    "waiting",
    "judged",
    "gone",
    "away",
    "audit",
)
"""What becomes of whom: listed for the first time; listed again after having gone; listed before
and still without a settled verdict; listed, with one; listed the last time and no more; gone for
longer; drawn for the audit slice."""

OPEN = (NEW, RETURNED, WAITING)
"""States in which somebody waits to be read."""

STANDING = (*OPEN, JUDGED)
"""States of who is listed."""

LISTED: dict[str, pl.DataType | type[pl.DataType]] = {
    "state": pl.String,
    "since": pl.Date,
    "inclusion": pl.Float64,
    **QUEUE,
}
"""Columns of a day's list: those of a queue, and before them the state, the day since when it is
listed without a break, and the probability of being read: 1 for who is listed."""


def today(
    case: Case, findings: pl.DataFrame, before: pl.DataFrame | None, day: date | None, fdr: float
) -> pl.DataFrame:
    """List a case's suspects in the order of their expected value, each with its state.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        The case's screening.
    before : polars.DataFrame, optional
        The last run's list; without one all are new.
    day : date or None
    fdr : float

    Returns
    -------
    polars.DataFrame
        Columns of `LISTED`: the listed, highest value first, then who has gone.
    """
    found = pl.concat(queue(case, kind, findings=findings, fdr=fdr) for kind in KINDS)
    return compare(found, before, settled(case), day)


def carried(case: Case, before: pl.DataFrame, day: date | None) -> pl.DataFrame:
    """List whom the last run listed, for a day on which nothing was screened.

    Parameters
    ----------
    case : Case
    before : polars.DataFrame
        The last run's list.
    day : date or None

    Returns
    -------
    polars.DataFrame
        As from `today`; nobody is new or gone, and verdicts since then count.
    """
    standing = before.filter(pl.col("state").is_in(STANDING)).select(list(QUEUE))
    return compare(standing, before, settled(case), day)


def compare(
    found: pl.DataFrame, before: pl.DataFrame | None, judged: pl.DataFrame, day: date | None
) -> pl.DataFrame:
    """Put a list beside the last one.

    Parameters
    ----------
    found : polars.DataFrame
        Columns of `kit.verdicts.queue.QUEUE`.
    before : polars.DataFrame, optional
        As returned the last time.
    judged : polars.DataFrame
        entity_kind and entity_id of whom a verdict is settled about.
    day : date or None
        Since when the new ones are listed.

    Returns
    -------
    polars.DataFrame
        Columns of `LISTED`.
    """
    keys = ["entity_kind", "entity_id"]
    held = (
        pl.DataFrame(schema=LISTED) if before is None else before.filter(pl.col("state") != AUDIT)
    )
    was = held.select(*keys, was="state", was_since="since")
    has_verdict = judged.select(keys).unique().with_columns(verdict=pl.lit(True))
    went = pl.col("was").is_in([GONE, AWAY])
    listed = (
        found.join(was, on=keys, how="left", maintain_order="left")
        .join(has_verdict, on=keys, how="left", maintain_order="left")
        .with_columns(
            state=pl.when(pl.col("verdict"))
            .then(pl.lit(JUDGED))
            .when(pl.col("was").is_null())
            .then(pl.lit(NEW))
            .when(went)
            .then(pl.lit(RETURNED))
            .otherwise(pl.lit(WAITING)),
            since=pl.when(pl.col("was").is_null() | went)
            .then(pl.lit(day, pl.Date))
            .otherwise(pl.col("was_since")),
            inclusion=pl.lit(1.0),
        )
    )
    left = held.join(found, on=keys, how="anti", maintain_order="left").with_columns(
        state=pl.when(pl.col("state").is_in([GONE, AWAY]))
        .then(pl.lit(AWAY))
        .otherwise(pl.lit(GONE)),
        inclusion=pl.lit(None, pl.Float64),
    )
    ordered = listed.sort(
        "value", *keys, descending=[True, False, False], nulls_last=True, maintain_order=True
    )
    return pl.concat([_columns(ordered), _columns(left)])


def slice_rows(accounts: tuple[str, ...], probability: float, day: date | None) -> pl.DataFrame:
    """Return an audit slice as rows of a list."""
    return _columns(
        pl.DataFrame({"entity_id": list(accounts)}, schema={"entity_id": pl.String}).with_columns(
            state=pl.lit(AUDIT),
            since=pl.lit(day, pl.Date),
            inclusion=pl.lit(probability),
            entity_kind=pl.lit("account"),
            label=pl.col("entity_id"),
            members=pl.lit(None, MEMBERS),
        )
    )


def waiting(listed: pl.DataFrame) -> pl.DataFrame:
    """Return who waits to be read, highest value first, then the audit slice."""
    return pl.concat(
        [
            listed.filter(pl.col("state").is_in(OPEN)),
            listed.filter(pl.col("state") == AUDIT),
        ]
    )


def counts(listed: pl.DataFrame) -> dict[str, dict[str, int]]:
    """Return how many of each kind are in each state."""
    found = {kind: dict.fromkeys((NEW, RETURNED, GONE, WAITING, JUDGED), 0) for kind in KINDS}
    numbers = listed.group_by("entity_kind", "state").len()
    for kind, state, number in numbers.iter_rows():
        if state in found.get(kind, {}):
            found[kind][state] = number
    return found


def _columns(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None).alias(name)).cast(kind)
        for name, kind in LISTED.items()
    )
