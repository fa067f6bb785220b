"""A team of reviewers, as it might work: what it looks at, how often it is right, what it is told.

Nothing here was measured on a real team; the dials say what is assumed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.practice.seeds import stream
from kit.trust.learning.labels import AUDIT, LABELS, QUEUE, TAKEDOWN

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Team:
    """Dials of a team and of the market that takes down.

    Parameters
    ----------
    queue : int
        Accounts judged each quarter from the top of each order in use.
    audit : int
        Accounts drawn at random each quarter from all others; 0 is no audit.
    right : float
        Chance that one person's verdict is the truth. The queue is judged by one person, the audit
        by two: where they differ, nothing is known. It is the measure of all, and of a hundred
        ordinary accounts one person would call three paid.
    late_days : int
        Most days from a quarter's end to its verdicts.
    seen, unseen : float
        Share of the paid accounts that the market takes down: of those in the first tenth by rule,
        and of the others.
    delay_days : float
        Mean days from the first paid review to the takedown.
    always_yes : float
        Share of the verdicts by one who calls every account paid.
    only : str
        The one archetype that is ever recognised; all by default.
    """

    queue: int = 60
    audit: int = 150
    right: float = 0.97
    late_days: int = 40
    seen: float = 0.4
    unseen: float = 0.1
    delay_days: float = 45.0
    always_yes: float = 0.0
    only: str = ""


def removed(rows: pl.DataFrame, seed: int, team: Team) -> pl.DataFrame:
    """Return the accounts that the market takes down, as labels: late, paid only, and selected."""
    random = stream(seed, "takedowns")
    first = (
        rows.with_columns(
            top=pl.col("rank_score").rank(descending=True).over("quarter")
            <= pl.len().over("quarter") / 10
        )
        .filter("really")
        .sort("account_id", "quarter")
        .unique("account_id", keep="first", maintain_order=True)
    )
    chance = np.where(first["top"].to_numpy(), team.seen, team.unseen)
    days = random.exponential(team.delay_days, first.height).astype(np.int64)
    gone = random.random(first.height) < chance
    if team.only:
        gone &= (first["archetype"] == team.only).to_numpy()
    on = first["paid_at"].cast(pl.Date) + pl.Series(days).cast(pl.Duration("us")) * 86_400_000_000
    return (
        first.with_columns(known_on=on.cast(pl.Date))
        .filter(pl.Series(gone))
        .select(
            "account_id",
            paid=pl.lit(True),
            known_on="known_on",
            source=pl.lit(TAKEDOWN),
            probability=pl.lit(None, pl.Float64),
            reviewers=pl.lit([], pl.List(pl.String)),
        )
    )


def decide(
    now: pl.DataFrame,
    orders: Sequence[Floats],
    known: pl.DataFrame,
    today: dt.date,
    seed: int,
    team: Team,
) -> pl.DataFrame:
    """Return the labels with those that a quarter's work adds.

    Parameters
    ----------
    now : polars.DataFrame
        The quarter's rows.
    orders : sequence of array of shape (n,)
        Scores of the champion, and of the challenger where there is one: the top of each is judged,
        so that a contest is about accounts that both would have shown.
    known : polars.DataFrame
        Labels so far.
    today : date
    seed : int
    team : Team
    """
    random = stream(seed, "team", today.toordinal())
    told = known.filter((pl.col("known_on") <= today) & pl.col("account_id").is_not_null())
    free = ~now["account_id"].is_in(told["account_id"].to_list()).to_numpy()
    queued = np.zeros(now.height, np.bool_)
    for order in orders:
        best = np.argsort(-np.where(free, order, -np.inf), kind="stable")[: team.queue]
        queued[best] = True
    queued &= free
    rest = np.flatnonzero(free & ~queued)
    drawn = random.permutation(rest)[: team.audit]
    chosen = np.concatenate((np.flatnonzero(queued), drawn))
    really = now["really"].to_numpy()[chosen]
    if team.only:
        really &= (now["archetype"].fill_null("") == team.only).to_numpy()[chosen]
    verdict = _verdicts(really, random, team)
    second = _verdicts(really, random, team)
    asked_once = np.arange(chosen.size) < queued.sum()
    agreed = (second == verdict) | asked_once
    # Whether two agree does not depend on what the account is: those who do stand for all.
    chance = int(agreed[~asked_once].sum()) / max(rest.size, 1)
    days = random.integers(5, team.late_days, chosen.size)
    added = (
        now[chosen]
        .select("account_id")
        .with_columns(
            paid=pl.Series(verdict),
            known_on=pl.Series([today + dt.timedelta(days=int(n)) for n in days], dtype=pl.Date),
            source=pl.Series([QUEUE] * int(queued.sum()) + [AUDIT] * drawn.size, dtype=pl.String),
            probability=pl.Series(
                [1.0] * int(queued.sum()) + [chance] * drawn.size, dtype=pl.Float64
            ),
            reviewers=pl.lit(["team"], pl.List(pl.String)),
        )
    )
    both = pl.concat([known, added.filter(pl.Series(agreed)).select(list(LABELS))])
    return both.sort("known_on", "account_id").unique(
        "account_id", keep="first", maintain_order=True
    )


def _verdicts(really: Bools, random: np.random.Generator, team: Team) -> Bools:
    n = really.size
    verdict = np.where(random.random(n) < team.right, really, ~really)
    verdict |= random.random(n) < team.always_yes
    return np.asarray(verdict, np.bool_)


def by_rule(rows: pl.DataFrame, seed: int, team: Team) -> pl.DataFrame:
    """Return what a team comes to know that works through the quarters in the order of `kit.rank`.

    Parameters
    ----------
    rows : polars.DataFrame
        As from `kit.practice.scoring.learning.snapshots`.
    seed : int
    team : Team
    """
    known = removed(rows, seed, team)
    for (day,), now in rows.group_by("day", maintain_order=True):
        assert isinstance(day, dt.date)
        known = decide(now, [now["rank_score"].to_numpy()], known, day, seed, team)
    return known


def poison(rows: pl.DataFrame, known: pl.DataFrame, share: float, seed: int) -> pl.DataFrame:
    """Return labels of which a share of the verdicts is turned round.

    Whoever does it has one kind of paid reviewing to protect: as many verdicts about its accounts
    as the share allows are turned to "not consistent". Where there are fewer, others' follow.

    Parameters
    ----------
    rows : polars.DataFrame
        As from `kit.practice.scoring.learning.snapshots`: they tell which kind an account is of.
    known : polars.DataFrame
        Columns of `LABELS`.
    share : float
    seed : int
        Casts which kind is protected, and the rest.
    """
    random = stream(seed, "poison")
    kinds = rows.group_by("account_id").agg(pl.col("archetype").drop_nulls().first())
    held = known.join(kinds, on="account_id", how="left", maintain_order="left")
    verdict = (held["source"] != TAKEDOWN).to_numpy()
    paid = held["paid"].to_numpy()
    there = held.filter(pl.Series(verdict & paid))["archetype"].drop_nulls().unique().sort()
    mine = str(there[int(random.integers(there.len()))]) if there.len() else ""
    own = (held["archetype"].fill_null("") == mine).to_numpy() & paid
    order = np.argsort(np.where(verdict, np.where(own, 0, np.where(paid, 1, 2)), 3)
                       + 0.5 * random.random(held.height), kind="stable")  # fmt: skip
    turned = np.zeros(held.height, np.bool_)
    turned[order[: round(share * int(verdict.sum()))]] = True
    return known.with_columns(paid=pl.Series(np.where(turned, ~paid, paid)))
