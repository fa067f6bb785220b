"""Captures beside one another: which reviews are there, changed, gone or back."""

from __future__ import annotations

from typing import Any

import polars as pl

from kit.case import Case
from kit.engines.derived import provide
from kit.errors import CaseError
from kit.trust.watch.store import captures

STATUSES = ("live", "edited", "returned", "missing (covered)", "missing (not covered)")

WATCHED: dict[str, Any] = {
    "review_id": pl.String,
    "product_id": pl.String,
    "account_id": pl.String,
    "stars": pl.Float64,
    "posted_at": pl.Datetime("us"),
    "status": pl.String,
    "first_seen": pl.Datetime("us"),
    "last_seen": pl.Datetime("us"),
    "gone_after": pl.Datetime("us"),
    "gone_by": pl.Datetime("us"),
    "times_gone": pl.Int64,
    "edits": pl.Int64,
    "helpful_votes": pl.Int64,
}
"""Columns of `watch`. A review that was gone when it was last looked for went between `gone_after`
and `gone_by`; one that returned, between these the last time that it was away. `helpful_votes` are
the most that were seen."""

_WATCH = """
with newest as (
  select max(captured_at) as newest_at
  from (select captured_at from sightings union all select captured_at from coverage)
),
stood as (
  select
    *,
    lag(there) over looked as was_there,
    lag(looked_at) over looked as before_at,
    lag(content ignore nulls) over looked as content_before,
    lag(shown_stars ignore nulls) over looked as stars_before
  from looks
  window looked as (partition by review_id order by looked_at)
),
told as (
  select
    review_id,
    any_value(product_id) as product_id,
    any_value(account_id) as account_id,
    any_value(stars)::double as stars,
    any_value(posted_at) as posted_at,
    min(looked_at) filter (there) as first_seen,
    max(looked_at) filter (there) as last_seen,
    max(looked_at) as last_look,
    max(before_at) filter (was_there and not there) as gone_after,
    max(looked_at) filter (was_there and not there) as gone_by,
    count(*) filter (was_there and not there) as times_gone,
    count(*) filter (
      content <> content_before or (there and shown_stars <> stars_before)
    ) as edits,
    max(helpful_votes)::bigint as helpful_votes
  from stood
  group by review_id
)
select
  told.* exclude (last_look),
  case
    when last_look > last_seen then 'missing (covered)'
    when last_seen < newest_at then 'missing (not covered)'
    when times_gone > 0 then 'returned'
    when edits > 0 then 'edited'
    else 'live'
  end as status
from told cross join newest
order by product_id, posted_at, review_id
"""


def watch(case: Case) -> pl.DataFrame:
    """Return what became of every review.

    Parameters
    ----------
    case : Case
        With at least one capture; the evidence is the look before the first.

    Returns
    -------
    polars.DataFrame
        Columns of `WATCHED`, sorted by product and time. `status` is "live" (the newest capture
        shows it), "edited" or "returned" (so does it, with other words or stars than before, or
        after it was gone), "missing (covered)" (it was looked for and not there: gone), or
        "missing (not covered)" (nobody looked since it was last seen).

    Raises
    ------
    CaseError
        Where there is no capture, or one is torn.
    """
    if captures(case).is_empty():
        raise CaseError(
            "Nobody looked at these reviews again: the case has no captures.",
            hint="kit.trust.watch.add_capture(case, files, captured_at=..., covers='all')",
        )
    tables = ("sightings", "coverage", "looks")
    provide(case.connection, case.derived, case.evidence_hash, tables, {})
    return case.sql(_WATCH).select(pl.col(name).cast(kind) for name, kind in WATCHED.items())
