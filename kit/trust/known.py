"""What is known of every review with stars, worked out once for an open case."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import polars as pl

from kit.case import Case
from kit.ranking import suspects
from kit.screening import screening
from kit.trust.genuine import genuine
from kit.trust.meant import meant

FDR = 0.05
"""Share of the suspects that may be there by chance."""

READ = """
with dated as (
  select product_id, review_id, brand, category, stars::double as stars, helpful_votes,
    date_diff('second', posted_at, max(posted_at) over ()) / 86400.0 as days
  from reviews
)
select * exclude (days), coalesce(days, max(days) over (), 0) as age_days
from dated
where product_id is not null and stars is not null
order by product_id, review_id
"""

State = tuple[tuple[int, int] | None, ...]
_KEPT: WeakKeyDictionary[Case, tuple[pl.DataFrame | None, State, pl.DataFrame]] = (
    WeakKeyDictionary()
)


def known(case: Case, findings: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return what a rating needs of every review that gives a product stars.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame, optional
        As from `kit.screen`; the case's screening by default.

    Returns
    -------
    polars.DataFrame
        product_id, review_id, brand, category, stars, helpful_votes, age_days (before the newest
        review; without a date as old as the oldest), the columns of `kit.trust.GENUINE`, and
        suspect (whether a suspect account or product means it). Sorted by product and review.

    Notes
    -----
    It is kept for an open case until its screening or journal (where verdicts are) changes, or
    other findings are given.
    """
    state = _state(case)
    held = _KEPT.get(case)
    if held is None or held[0] is not findings or (findings is None and held[1] != state):
        frame = _worked_out(case, screening(case) if findings is None else findings)
        held = _KEPT[case] = (findings, _state(case), frame)
    return held[2]


def _state(case: Case) -> State:
    """Return what tells whether a case's screening or journal changed: sizes and times."""
    files = (case.folder / "screening" / "findings.parquet", case.folder / "journal.jsonl")
    stats = [file.stat() if file.exists() else None for file in files]
    return tuple((one.st_size, one.st_mtime_ns) if one else None for one in stats)


def _worked_out(case: Case, findings: pl.DataFrame) -> pl.DataFrame:
    listed = [suspects(case, of, FDR, findings) for of in ("account", "product")]
    theirs = meant(case, pl.concat(listed), findings, FDR)
    likely = genuine(case, findings=findings).drop("product_id")
    return (
        case.sql(READ)
        .join(likely, on="review_id", how="left", maintain_order="left")
        .with_columns(suspect=pl.col("review_id").is_in(theirs.implode()))
    )
