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
from kit.practice.shifting import REVIEWS
from kit.trust.learning.labels import AUDIT, LABELS, QUEUE, TAKEDOWN

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


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
    people : tuple of str
        Who judges; each account is given to one of them by lot, one of the audit to two.
    always_yes : str
        Who of them calls every account paid; nobody by default.
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
    people: tuple[str, ...] = ("Ada", "Ben", "Cem", "Dora")
    always_yes: str = ""
    only: str = ""

    @classmethod
    def of_market(cls, reviews: int) -> Team:
        """Return a team that has grown with its market: by default it is one for `REVIEWS`."""
        times = reviews / REVIEWS
        return cls(queue=round(cls.queue * times), audit=round(cls.audit * times))


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
    first, second = _people(chosen.size, random, team)
    verdict = _verdicts(really, first, random, team)
    same = _verdicts(really, second, random, team) == verdict
    once = np.arange(chosen.size) < queued.sum()
    # Whether two agree does not depend on what the account is: those who do stand for all.
    chance = int(same[~once].sum()) / max(rest.size, 1)
    days = random.integers(5, team.late_days, chosen.size)
    judges = [
        [team.people[one]] if alone else [team.people[one], team.people[other]]
        for one, other, alone in zip(first, second, once, strict=True)
    ]
    added = (
        now[chosen]
        .select("account_id")
        .with_columns(
            paid=pl.Series(verdict),
            known_on=pl.Series([today + dt.timedelta(days=int(n)) for n in days], dtype=pl.Date),
            source=pl.Series(np.where(once, QUEUE, AUDIT)),
            probability=pl.Series(np.where(once, 1.0, chance)),
            reviewers=pl.Series(judges, dtype=pl.List(pl.String)),
        )
        .filter(pl.Series(same | once))
        .select(list(LABELS))
    )
    # A verdict stands above a takedown that came after the account was chosen.
    both = pl.concat([known.join(added, on="account_id", how="anti"), added])
    return both.sort("known_on", "account_id")


def _people(n: int, random: np.random.Generator, team: Team) -> tuple[Ints, Ints]:
    """Cast who judges each account, and who would be the second: somebody else."""
    first = random.integers(0, len(team.people), n)
    apart = random.integers(1, max(len(team.people), 2), n)
    return first, (first + apart) % len(team.people)


def _verdicts(really: Bools, who: Ints, random: np.random.Generator, team: Team) -> Bools:
    right = random.random(really.size) < team.right
    yes = np.array([name == team.always_yes for name in team.people])[who]
    return np.asarray(np.where(right, really, ~really) | yes, np.bool_)


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
    """Return labels as they would be if one of the team turned verdicts round.

    Whoever does it has one kind of paid reviewing to protect: verdicts about its accounts are
    turned first, then those about others that are paid, then the rest, until the share is reached
    or all of theirs are turned. Where a second person judged as well, nothing is known then.

    Parameters
    ----------
    rows : polars.DataFrame
        As from `kit.practice.scoring.learning.snapshots`: they tell which kind an account is of.
    known : polars.DataFrame
        Columns of `LABELS`.
    share : float
        Of all verdicts.
    seed : int
        Casts who it is, which kind is protected, and the rest.
    """
    random = stream(seed, "poison")
    kinds = rows.group_by("account_id").agg(pl.col("archetype").drop_nulls().first())
    held = known.join(kinds, on="account_id", how="left", maintain_order="left")
    verdict = (held["source"] != TAKEDOWN).to_numpy()
    paid = held["paid"].to_numpy()
    people = held["reviewers"].explode().drop_nulls().unique().sort()
    who = people[int(random.integers(people.len()))]
    theirs = held["reviewers"].list.contains(who).to_numpy() & verdict
    there = held.filter(pl.Series(theirs & paid))["archetype"].drop_nulls().unique().sort()
    mine = there[int(random.integers(there.len()))] if there.len() else ""
    own = (held["archetype"].fill_null("") == mine).to_numpy() & paid
    first = np.where(theirs, np.where(own, 0, np.where(paid, 1, 2)), 3)
    order = np.argsort(first + 0.5 * random.random(held.height), kind="stable")
    turned = np.zeros(held.height, np.bool_)
    turned[order[: min(round(share * int(verdict.sum())), int(theirs.sum()))]] = True
    alone = (held["reviewers"].list.len() < 2).to_numpy()
    spoilt = known.with_columns(paid=pl.Series(np.where(turned, ~paid, paid)))
    return spoilt.filter(pl.Series(~turned | alone))
