"""Which products or accounts have the most reviews?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from kit.case import Case
from kit.views.look_up import KINDS


def names(
    case: Case,
    kind: str,
    start: date | None = None,
    end: date | None = None,
    limit: int | None = None,
    among: Sequence[str] | None = None,
) -> pl.DataFrame:
    """Return products or accounts with reviews in a period, the most reviewed first.

    Parameters
    ----------
    case : Case
    kind : {"product", "account"}
    start, end : date, optional
        From `start` to before `end`. With either, reviews without a date are left out.
    limit : int, optional
        Most rows.
    among : sequence of str, optional
        Only these; all by default.

    Returns
    -------
    polars.DataFrame
        name, reviews; ties are in order of name.
    """
    return case.sql(
        f"""
select {KINDS[kind]} as name, count(*) as reviews
from reviews
where {KINDS[kind]} is not null
  and ($from is null or posted_at >= $from::timestamp)
  and ($to is null or posted_at < $to::timestamp)
  and ($among is null or {KINDS[kind]} in (select unnest($among::varchar[])))
group by 1
order by reviews desc, name
limit $limit
""",
        {"from": start, "to": end, "limit": limit, "among": among},
    )
