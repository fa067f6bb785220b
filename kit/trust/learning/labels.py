"""What is known of accounts, from whom, and how likely it was that anybody looked."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from kit.case import Case
from kit.errors import ParameterError
from kit.trust.daily import audits
from kit.verdicts.record import CONSISTENT, NOT_CONSISTENT, verdicts
from kit.verdicts.settle import DISPUTED, SETTLED, outcomes

QUEUE, AUDIT, TAKEDOWN = "queue", "audit", "takedown"
"""Where labels come from: chosen because they looked unusual, drawn at random, or taken down."""

LABELS: dict[str, Any] = {
    "account_id": pl.String,
    "paid": pl.Boolean,
    "known_on": pl.Date,
    "source": pl.String,
    "probability": pl.Float64,
    "reviewers": pl.List(pl.String),
}
"""Columns of labels. `known_on` is the day from which the label was known; `probability` is how
likely it was that this account would be looked at: 1 in the queue, as logged in the audit, and
NULL for what was taken down, of which nobody knows."""

_BEGAN = """
select drawn.account_id, min(reviews.posted_at)::date as began
from drawn left join reviews using (account_id)
group by drawn.account_id
"""


def labels(
    case: Case,
    takedowns: pl.DataFrame | None = None,
    audit: pl.DataFrame | None = None,
    two_person: bool = False,
) -> pl.DataFrame:
    """Return what is known of accounts: from settled verdicts, the audit, and takedowns.

    Parameters
    ----------
    case : Case
    takedowns : polars.DataFrame, optional
        account_id, taken_down_at: accounts whose reviews were removed by the market. A label that
        is there for the paid only, comes late, and comes for whoever was easy to see.
    audit : polars.DataFrame, optional
        entity_id, probability: accounts drawn at random to be judged, and how likely each was to be
        drawn. By default the slices of the daily runs; see `slices`.
    two_person : bool
        Whether two people must have decided the same.

    Returns
    -------
    polars.DataFrame
        Columns of `LABELS`, one row for each account, sorted. A verdict stands above a takedown.
        Where verdicts contradict each other, people did not decide, and there is no label; see
        `contradicting`.

    Raises
    ------
    ParameterError
        Where a frame lacks a column, or a probability is not in (0, 1].
    """
    drawn = slices(case) if audit is None else audited(audit)
    judged = outcomes(case, two_person).filter(
        (pl.col("entity_kind") == "account") & (pl.col("state") == SETTLED)
    )
    last = (
        verdicts(case)
        .filter(pl.col("verdict").is_in([CONSISTENT, NOT_CONSISTENT]))
        .group_by("entity_kind", "entity_id")
        .agg(known_on=pl.col("at").str.slice(0, 10).str.to_date().max())
    )
    people = (
        judged.join(last, on=["entity_kind", "entity_id"], how="left")
        .join(drawn, on="entity_id", how="left")
        .select(
            pl.col("entity_id").alias("account_id"),
            paid=pl.col("verdict") == CONSISTENT,
            known_on="known_on",
            source=pl.when(pl.col("probability").is_null())
            .then(pl.lit(QUEUE))
            .otherwise(pl.lit(AUDIT)),
            probability=pl.col("probability").fill_null(1.0),
            reviewers="reviewers",
        )
    )
    frames = [_typed(people)]
    if takedowns is not None:
        frames.append(taken_down(takedowns))
    return (
        pl.concat(frames).unique("account_id", keep="first", maintain_order=True).sort("account_id")
    )


def contradicting(case: Case) -> pl.DataFrame:
    """Return the accounts about which people decided differently: columns of `outcomes`."""
    return outcomes(case).filter(
        (pl.col("entity_kind") == "account") & (pl.col("state") == DISPUTED)
    )


def taken_down(takedowns: pl.DataFrame) -> pl.DataFrame:
    """Return takedowns as labels, the first of each account.

    Parameters
    ----------
    takedowns : polars.DataFrame
        account_id, taken_down_at (a date or a time).
    """
    _need(takedowns, "account_id", "taken_down_at")
    return _typed(
        takedowns.drop_nulls(["account_id", "taken_down_at"])
        .group_by("account_id")
        .agg(known_on=pl.col("taken_down_at").min().cast(pl.Date))
        .with_columns(
            paid=pl.lit(True),
            source=pl.lit(TAKEDOWN),
            probability=pl.lit(None, pl.Float64),
            reviewers=pl.lit([], pl.List(pl.String)),
        )
        .sort("account_id")
    )


def audited(audit: pl.DataFrame) -> pl.DataFrame:
    """Return entity_id and probability of an audit, after a look at them."""
    _need(audit, "entity_id", "probability")
    chances = audit["probability"].cast(pl.Float64)
    if audit.height and not (
        chances.null_count() == 0 and chances.is_between(0, 1, closed="right").all()
    ):
        raise ParameterError(
            "An audit's probability is not in (0, 1].",
            hint="It is how likely the account was to be drawn, as it was logged.",
        )
    # Drawn twice, it had two chances.
    return (
        audit.select(pl.col("entity_id").cast(pl.String), chances)
        .group_by("entity_id")
        .agg(probability=1 - (1 - pl.col("probability")).product())
    )


def known_by(found: pl.DataFrame, day: date) -> pl.DataFrame:
    """Return the labels that were known on a day."""
    return found.filter(pl.col("known_on") <= day)


def slices(case: Case) -> pl.DataFrame:
    """Return whom the daily runs drew, and how likely it was that any of them did.

    An account was in the draw of every run since its first review, not only of the one that drew
    it: after many days the slices hold a good part of all accounts, and each of these stands for
    few others. Runs in which it was on the list, and could not be drawn, are counted as well; its
    chance is then told a little too high.

    Parameters
    ----------
    case : Case

    Returns
    -------
    polars.DataFrame
        entity_id, probability; one row for each account, sorted.
    """
    drawn = audits(case)
    runs = drawn.select("line", "day", chance="probability").unique("line")
    began = case.connection.select(_BEGAN, {}, {"drawn": drawn.select("account_id").unique()})
    chances = (
        began.join(runs, how="cross")
        .filter((pl.col("day") >= pl.col("began")).fill_null(True))
        .select(entity_id="account_id", probability="chance")
    )
    return audited(chances).sort("entity_id")


def _need(frame: pl.DataFrame, *columns: str) -> None:
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise ParameterError(
            f"The frame has no {', '.join(missing)}.",
            available=frame.columns,
            hint=f"It needs {', '.join(columns)}.",
        )


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(kind) for name, kind in LABELS.items())
