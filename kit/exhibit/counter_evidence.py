"""What speaks for each account: whom it resembles, and reviews that do not fit the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from kit.ranking import suspects
from kit.ranking.look_alikes import LookAlikes, nearest, reaching, shipped, signs
from kit.ranking.strength import scores, strengths
from kit.statistics import clopper_pearson

if TYPE_CHECKING:
    from kit.case import Case

LONG_BEFORE = 180
"""Days before the first review that a finding is about, from which a review was written long
before."""

LEAST_POINTS = 2
"""Points that a review outside every finding must have to speak for its account."""

_FOR = """
with theirs as (
  select *, review_id in (select review_id from reached) as in_finding
  from reviews
  where account_id in (select account_id from listed)
),
first_day as (
  select account_id, min(posted_at) filter (in_finding) as first_at from theirs group by account_id
),
lengths as (select quantile_cont(length(text), 0.75) as long from reviews where text is not null),
told as (
  select
    number, account_id, review_id, product_id, posted_at, stars::double as stars,
    list_filter(
      [
        case when verified then 'verified purchase' end,
        case when stars between 2 and 4 then 'two to four stars' end,
        case when length(text) > lengths.long then 'longer than three in four texts' end,
        case when date_diff('day', posted_at, first_at) >= $days then 'long before' end
      ],
      lambda point: point is not null
    ) as points
  from theirs
  join listed using (account_id)
  join first_day using (account_id)
  cross join lengths
  where not in_finding
)
select * from told
where len(points) >= $least
order by number, len(points) desc, posted_at nulls last, review_id
"""


def reached(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Return the reviews of listed accounts that a finding is about: review_id.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        As from `kit.screen`.
    fdr : float
    """
    found = suspects(case, of="review", fdr=fdr, findings=findings)
    return found.select(pl.col("entity_id").alias("review_id")).unique().sort("review_id")


def speaking_for(case: Case, listed: pl.DataFrame, about: pl.DataFrame) -> pl.DataFrame:
    """Return the reviews that speak for each account.

    Parameters
    ----------
    case : Case
    listed : polars.DataFrame
        number, account_id.
    about : polars.DataFrame
        review_id: reviews that a finding is about, as from `reached`.

    Returns
    -------
    polars.DataFrame
        number, account_id, review_id, product_id, posted_at, stars, points. No finding is about
        these reviews, and each has at least `LEAST_POINTS` of four: the purchase is verified; two
        to four stars; the text is longer than three quarters of the case's texts; it was written
        `LONG_BEFORE` days or more before the first of the account's reviews that a finding is
        about. Those with most points first, then the oldest.
    """
    return case.connection.select(
        _FOR,
        {"days": LONG_BEFORE, "least": LEAST_POINTS},
        frames={"listed": listed, "reached": about},
    )


def resembling(
    case: Case,
    findings: pl.DataFrame,
    listed: pl.DataFrame,
    fdr: float,
    known: LookAlikes | None = None,
) -> pl.DataFrame:
    """Return the kind of innocent that each account resembles, and how many of them score so high.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        As from `kit.screen`.
    listed : polars.DataFrame
        number, account_id.
    fdr : float
    known : LookAlikes, optional
        `kit.ranking.look_alikes.shipped` by default.

    Returns
    -------
    polars.DataFrame
        number, account_id, signs (detectors that speak about it at p <= 0.05), looks_like (NULL:
        innocents of no kind show any of them; then those of every kind are counted), innocents,
        as_high, as_high_low, as_high_high: the exact 95 % interval of the share; every and
        every_as_high: the same counts of all kinds but the ordinary.

    Notes
    -----
    See `kit.ranking.look_alikes.nearest`. Innocents of one circle score together, which the
    interval does not know.
    """
    seen = (shipped() if known is None else known).seen
    told = signs(case, findings).group_by("account_id").agg(pl.col("detector").sort())
    rows = (
        listed.join(told, on="account_id", how="left")
        .join(
            strengths(case, findings, fdr), left_on="account_id", right_on="entity_id", how="left"
        )
        .with_columns(pl.col("p_value").fill_null(1.0), pl.col("detector").fill_null([]))
        .sort("number")
    )
    kinds = {own: nearest(own, seen) for own in {tuple(one) for one in rows["detector"].to_list()}}
    kind = [kinds[tuple(one)] for one in rows["detector"].to_list()]
    high = scores(rows["p_value"].to_numpy())
    pairs = {pair: reaching(seen, *pair) for pair in set(zip(kind, high.tolist(), strict=True))}
    counts = np.array([pairs[pair] for pair in zip(kind, high.tolist(), strict=True)], float)
    counts = counts.reshape(-1, 2)
    whole = {score: reaching(seen, None, score) for score in set(high.tolist())}
    every = [whole[score] for score in high.tolist()]
    low, upper = clopper_pearson(counts[:, 0], counts[:, 1])
    return rows.select(
        "number",
        "account_id",
        pl.col("detector").alias("signs"),
        pl.Series("looks_like", kind, dtype=pl.String),
        pl.Series("innocents", counts[:, 1], dtype=pl.Int64),
        pl.Series("as_high", counts[:, 0], dtype=pl.Int64),
        pl.Series("as_high_low", low, dtype=pl.Float64).round_sig_figs(3),
        pl.Series("as_high_high", upper, dtype=pl.Float64).round_sig_figs(3),
        pl.Series("every", [there for _, there in every], dtype=pl.Int64),
        pl.Series("every_as_high", [named for named, _ in every], dtype=pl.Int64),
    )
