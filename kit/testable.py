"""What a case lets be tested: detectors that lack a column, or have nothing to compare."""

from __future__ import annotations

from collections.abc import Iterable

from kit.case import Case
from kit.detector import Detector
from kit.tables import TABLES, reads_captures

CONTEXT = frozenset({"brand", "category", "parent_product_id", "account_name", "title", "source"})
"""Columns of `reviews` that sharpen a detector; a table that needs one says so in `needs`."""


def needs(detector: Detector) -> set[str]:
    """Return the columns of `reviews` without which a detector has nothing to say."""
    found: set[str] = set()
    for table, columns in detector.reads.items():
        if table == "reviews":
            found |= set(columns) - CONTEXT
        elif table in TABLES:
            found |= set(TABLES[table].needs)
    return found


def reasons_not_to_test(case: Case, detectors: Iterable[Detector]) -> dict[str, str]:
    """Return the detectors that a case cannot be tested with, each with the reason.

    Parameters
    ----------
    case : Case
    detectors : iterable of Detector

    Returns
    -------
    dict of str to str
        By the detector's name: a column that it needs is empty, all reviews have the same value
        of one that it compares, or nobody looked at the reviews again.
    """
    empty, alike = _empty_columns(case), _alike_columns(case)
    reasons = {}
    for detector in detectors:
        missing = sorted(needs(detector) & empty)
        same = [name for name in detector.compares if name in alike]
        if missing:
            reasons[detector.name] = f"The case has no {', '.join(missing)}."
        elif same:
            reasons[detector.name] = (
                f"All reviews have the same {', '.join(same)}: there is nothing to compare."
            )
        elif not case.captures_hash and reads_captures(detector.reads):
            reasons[detector.name] = "The case has no captures: nobody looked at the reviews again."
    return reasons


def _alike_columns(case: Case) -> set[str]:
    """Return the columns in which no two reviews differ, moments by day."""
    columns = {
        "account_id": "account_id",
        "product_id": "product_id",
        "stars": "stars",
        "posted_at": "posted_at::date",
        "verified": "verified",
    }
    differ = case.sql(
        "select "
        + ", ".join(f"min({value}) < max({value}) as {name}" for name, value in columns.items())
        + " from reviews"
    ).row(0, named=True)
    return {name for name, different in differ.items() if different is False}


def _empty_columns(case: Case) -> set[str]:
    columns = ("account_id", "product_id", "stars", "posted_at", "text", "verified", "category")
    counts = case.sql(
        "select "
        + ", ".join(f"count({name}) as {name}" for name in columns)
        + ", count(*) as review_id from reviews"
    ).row(0, named=True)
    return {name for name, count in counts.items() if count == 0}
