"""What a day brought from those who were listed before it: reviews to hold back while they wait."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import polars as pl

from kit.case import Case
from kit.trust.daily.listing import STANDING

SQL = """
select count(*) as reviews, count(distinct account_id) as accounts
from reviews semi join listed using (account_id)
where posted_at >= $first and posted_at < $last::date + 1
  and list_contains($days, posted_at::date)
"""


def of_listed(case: Case, listed: pl.DataFrame, days: Collection[date]) -> dict[str, int]:
    """Count the reviews of some days that are by listed accounts.

    Parameters
    ----------
    case : Case
    listed : polars.DataFrame
        Columns of `kit.trust.daily.listing.LISTED`, of the run before.
    days : collection of date

    Returns
    -------
    dict
        reviews, and accounts: how many wrote them.
    """
    if not days:
        return {"reviews": 0, "accounts": 0}
    standing = listed.filter(
        pl.col("entity_kind") == "account", pl.col("state").is_in(STANDING)
    ).select(account_id="entity_id")
    told = {"first": min(days), "last": max(days), "days": sorted(days)}
    return case.connection.select(SQL, told, {"listed": standing}).row(0, named=True)
