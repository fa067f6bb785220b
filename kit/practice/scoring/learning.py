"""How much of paid reviewing that changes is found by rules, by a model kept as it was, and by one
that goes on learning from what a team decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from kit.case import Case
from kit.practice.scoring.metrics import Bools, best_first, measure
from kit.practice.scoring.team import Team, decide, poison, removed
from kit.practice.season import day_date
from kit.practice.shifting import BEFORE, QUARTERS, quarter_days, tactic
from kit.trust.learning.calibrate import calibration_error, reliability
from kit.trust.learning.champion import Contest, contest
from kit.trust.learning.fitting import Stretch, learn, recalibrate, rules
from kit.trust.learning.labels import known_by
from kit.trust.learning.model import Model
from kit.trust.learning.snapshots import snapshots as shown_at
from kit.trust.learning.unlabelled import attach, judged

FIRST = 1
"""The first quarter that is looked at; before it hardly anything has happened."""

POISON = 0.1
"""Share of the verdicts that is turned round."""

LEARNS_FROM = BEFORE - FIRST
"""Quarters whose verdicts are waited for: to fit on, to calibrate on, to compete on."""

CURVE: dict[str, Any] = {
    "seed": pl.Int64,
    "quarter": pl.Int64,
    "tactic": pl.String,
    "accounts": pl.Int64,
    "paid": pl.Int64,
    "rules": pl.Float64,
    "frozen": pl.Float64,
    "adapting": pl.Float64,
    "calibration_error": pl.Float64,
    "champion": pl.String,
    "promoted": pl.Boolean,
}
"""Columns of the curve. rules, frozen and adapting: average precision among the accounts that wrote
in the quarter, paid being those that wrote for money until its end. calibration_error: of those
that nobody had judged by then, whom probabilities are for."""


@dataclass(frozen=True)
class Played:
    """What came of 24 months.

    Parameters
    ----------
    curve : polars.DataFrame
        Columns of `CURVE`.
    contests : tuple of Contest
        One for each quarter.
    champion : Model
        The last.
    labels : polars.DataFrame
        What the team came to know.
    poisoned : Contest
        At the last quarter, a challenger fitted on verdicts of which a tenth was turned round,
        against one fitted on the same as they were; also judged by such verdicts.
    """

    curve: pl.DataFrame
    contests: tuple[Contest, ...]
    champion: Model
    labels: pl.DataFrame
    poisoned: Contest


def quarter_end(quarter: int) -> dt.date:
    """Return the first day after a quarter."""
    return day_date(quarter_days(quarter)[1])


def snapshots(
    case: Case, truth: pl.DataFrame, quarters: Iterable[int] = range(FIRST, QUARTERS)
) -> pl.DataFrame:
    """Return what is known of each account at the end of each quarter in which it wrote.

    Parameters
    ----------
    case : Case
    truth : polars.DataFrame
        Columns of `kit.practice.truth.TRUTH`.
    quarters : iterable of int

    Returns
    -------
    polars.DataFrame
        Columns of `features`, quarter, day, and the truth: really (whether it wrote for money until
        then), paid_at (when first) and archetype.
    """
    deeds = truth.filter((pl.col("entity_kind") == "review") & pl.col("guilty")).filter(
        pl.col("role") == "deed"
    )
    paid = (
        case.sql("select review_id, account_id, posted_at from reviews")
        .join(deeds.select("archetype", review_id="entity_id"), on="review_id")
        .sort("account_id", "posted_at", "review_id")
    )
    numbers = sorted(quarters)
    days = {quarter_end(number): number for number in numbers}
    shown = shown_at(case, list(days), day_date(quarter_days(numbers[0])[0]))
    frames = []
    for (day,), now in shown.group_by("day", maintain_order=True):
        until = (
            paid.filter(pl.col("posted_at") < day)
            .group_by("account_id")
            .agg(paid_at=pl.col("posted_at").min(), archetype=pl.col("archetype").first())
        )
        frames.append(
            now.join(until, on="account_id", how="left").with_columns(
                really=pl.col("paid_at").is_not_null(), quarter=pl.lit(days[day], pl.Int64)
            )
        )
    return pl.concat(frames)


def play(rows: pl.DataFrame, seed: int, team: Team) -> Played:
    """Let a team work through the quarters, and score what each order finds.

    Parameters
    ----------
    rows : polars.DataFrame
        As from `snapshots`, of `LEARNS_FROM` quarters and more that follow each other.
    seed : int
        Of what the team and the market decide.
    team : Team

    Returns
    -------
    Played
    """
    known = removed(rows, seed, team)
    numbers = rows["quarter"].unique().sort().to_list()
    champion = challenger = frozen = None
    curve, contests = [], []
    for place, quarter in enumerate(numbers):
        now = rows.filter(pl.col("quarter") == quarter)
        match: Contest | None = None
        if place >= LEARNS_FROM:
            stretch = Stretch(
                quarter_end(quarter - 2), quarter_end(quarter - 1), quarter_end(quarter)
            )
            old = rows.filter(pl.col("quarter") < quarter)
            if champion is None:
                champion = rules(old, known, stretch)
            challenger = learn(old, known, stretch, f"until-{stretch.until}", seed)
            frozen = challenger if frozen is None else frozen
            later = judged(attach(old, known, stretch.today)).filter(
                pl.col("day") == stretch.calibrated
            )
            match = contest(champion, challenger, later, seed)
            contests.append(match)
            champion = challenger if match.promoted else champion
            told = known_by(known, stretch.today)["account_id"].to_list()
            open_ = ~now["account_id"].is_in(told).to_numpy()
            waiting = now.filter(pl.Series(open_))
            champion = recalibrate(champion, old, known, stretch.today, told=waiting)
            curve.append(_scored(now, open_, quarter, seed, champion, frozen, match))
        orders = [m.margin(now) for m in (champion, challenger) if m is not None]
        orders = orders or [now["rank_score"].to_numpy()]
        known = decide(now, orders, known, quarter_end(quarter), seed, team)
    assert champion is not None
    assert challenger is not None
    poisoned = _poisoning(old, known, stretch, challenger, seed)
    return Played(pl.DataFrame(curve, schema=CURVE), tuple(contests), champion, known, poisoned)


def _poisoning(
    old: pl.DataFrame, known: pl.DataFrame, stretch: Stretch, clean: Model, seed: int
) -> Contest:
    """Let a challenger that learned from poisoned verdicts compete with one that did not."""
    spoilt = poison(old, known_by(known, stretch.today), POISON, seed)
    model = learn(old, spoilt, stretch, "poisoned", seed)
    later = judged(attach(old, spoilt, stretch.today)).filter(pl.col("day") == stretch.calibrated)
    return contest(clean, model, later, seed)


def _scored(
    now: pl.DataFrame,
    open_: Bools,
    quarter: int,
    seed: int,
    champion: Model,
    frozen: Model,
    match: Contest,
) -> dict[str, Any]:
    really = now["really"].to_numpy()
    margins = {
        "rules": now["rank_score"].to_numpy(),
        "frozen": frozen.margin(now),
        "adapting": champion.margin(now),
    }
    told = champion.calibration(margins["adapting"])[open_]
    reliable = reliability(told, really[open_], np.ones(told.size))
    return {
        "seed": seed,
        "quarter": quarter,
        "tactic": tactic(quarter)[0],
        "accounts": really.size,
        "paid": int(really.sum()),
        **{name: found(really, margin) for name, margin in margins.items()},
        "calibration_error": calibration_error(reliable),
        "champion": champion.name,
        "promoted": match.promoted,
    }


def found(really: Any, margin: Any) -> float:
    """Return the average precision of an order, ties at random."""
    return float(measure(really[best_first(margin)])[0, 0])
