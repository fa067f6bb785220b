"""What people's settled verdicts say about reviews: those they judged, and with enough, all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.optimize import minimize
from scipy.special import expit

from kit.case import Case
from kit.statistics import Array
from kit.trust.reviewers import rates, says
from kit.verdicts.record import CONSISTENT, UNDECIDED, verdicts
from kit.verdicts.settle import settled

JUDGED = ("account", "product")
"""Kinds of entity whose reviews a verdict is about, in the order in which they count."""

MOST = float(np.log(99))
"""What verdicts about one entity add at most to its log-odds, however many say the same: they
looked at the same evidence. One in a hundred of them is wrong all the same."""

ENOUGH = 30
"""Settled verdicts of both kinds, about accounts, from which a line is fitted for all reviews."""

SHIFT_SD, SLOPE_SD = 2.0, 0.5
"""How far a case may be from practice, in log-odds and in the slope, before its own verdicts are
seen: normal, around no shift and a slope of 1."""


def corrected(case: Case, findings: pl.DataFrame, told: pl.DataFrame, log_odds: Array) -> Array:
    """Return what verdicts add to each review's log-odds of having been paid for.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        As from `kit.screen`.
    told : polars.DataFrame
        review_id, account_id, product_id.
    log_odds : array of shape (reviews,)
        Without any verdict.

    Returns
    -------
    array of shape (reviews,)
        0 without settled verdicts about accounts or products. Where people contradict each other,
        nothing is settled (`kit.verdicts.settle`), and nothing is added.

    Notes
    -----
    First the line of all (`line`), then the verdicts about accounts, then those about products.

    A verdict has an error rate. To the log-odds that the entity is paid it adds L = ln(yes_to_paid
    / yes_to_others), or with "not consistent" L = ln of the two rates of no, of whoever gave it
    (`kit.trust.reviewers`): ln 9 = 2.2 either way of a person of whom nothing is known. Those of
    several people are added up, to at most `MOST`: P comes near 0 or 1 by no verdict.

    That an account is paid says that some of its reviews are, not all. With q the highest
    probability among its reviews, which stands for the account's own, and q' what L makes of it, by
    Bayes' rule each of its reviews goes from p to p q' / q: the share of a paid account's reviews
    that are paid stays as the evidence had it. So the most unusual review is moved by all of L, and
    ordinary ones beside it by hardly anything. It is the same for products.

    A person saw some of the evidence that P rests on already, so that the two are not independent,
    as Bayes' rule has it: P moves too far rather than not far enough.
    """
    given = _given(case, findings)
    added = np.zeros(len(log_odds))
    if given.is_empty():
        return added
    entities = {kind: told[f"{kind}_id"] for kind in JUDGED}
    added += _along(line(_tops(entities["account"], log_odds), given), log_odds)
    for kind in JUDGED:
        own = given.filter(pl.col("entity_kind") == kind)
        added += _of_entities(entities[kind], log_odds + added, own)
    return added


@dataclass(frozen=True)
class Line:
    """How the log-odds of a case differ from practice's.

    Parameters
    ----------
    shift, slope : float
        Log-odds z become shift + slope z.
    low, high : float
        Between which they do: the least and the most of the accounts judged.
    """

    shift: float
    slope: float
    low: float
    high: float


def line(tops: pl.DataFrame, given: pl.DataFrame) -> Line | None:
    """Return how the log-odds of this case differ from practice's, as far as verdicts tell.

    Parameters
    ----------
    tops : polars.DataFrame
        entity_id, top: the highest log-odds among each account's reviews.
    given : polars.DataFrame
        Settled verdicts: entity_kind, entity_id, paid, yes_to_paid, yes_to_others.

    Returns
    -------
    Line or None
        None with fewer than `ENOUGH` settled verdicts of either kind about accounts.

    Notes
    -----
    Platt, Advances in Large Margin Classifiers (1999), as maximum likelihood with two changes. The
    labels are verdicts and not the truth: the chance of a yes is yes_to_others + (yes_to_paid -
    yes_to_others) P. And shift and slope are drawn to 0 and 1 (`SHIFT_SD`, `SLOPE_SD`). Source not
    verified.

    Who was judged was selected: mostly accounts from the top of a queue. A choice by P itself does
    no harm, as P is what the line is over. But beyond the log-odds of those judged nobody looked,
    and there the line says nothing: they stay as they are, but for what keeps the order. On
    practice markets of which the 300 most unusual accounts were judged, a line that went on made P
    worse for all others, who are most of the market. And a choice by what P does not know (a tip, a
    name that somebody looked for) goes into the line as if it were so for all between its ends;
    nothing in the verdicts can show that. Foils and the audit slice are drawn at random: judged,
    they carry the line to the lower end.
    """
    known = given.filter(pl.col("entity_kind") == "account").join(tops, on="entity_id")
    paid = known["paid"].to_numpy(allow_copy=True)
    if min(int(paid.sum()), int((~paid).sum())) < ENOUGH:
        return None
    z, hit, false = (known[c].to_numpy() for c in ("top", "yes_to_paid", "yes_to_others"))
    # Who is wrong more often than right tells nothing of whom is paid.
    gap = np.maximum(hit - false, 0.0)

    def loss(at: Array) -> float:
        yes = false + gap * expit(at[0] + at[1] * z)
        fit = np.log(np.where(paid, yes, 1 - yes)).sum()
        return float((at[0] / SHIFT_SD) ** 2 / 2 + ((at[1] - 1) / SLOPE_SD) ** 2 / 2 - fit)

    # A falling line would say that the evidence means its contrary.
    found = minimize(loss, np.array([0.0, 1.0]), method="L-BFGS-B", bounds=[(-9, 9), (0.05, 3)])
    return Line(float(found.x[0]), float(found.x[1]), float(z.min()), float(z.max()))


def _along(line: Line | None, log_odds: Array) -> Array:
    """Return what a line adds to log-odds; beyond its ends only as much as keeps their order."""
    if line is None:
        return np.zeros(len(log_odds))
    ends = line.shift + line.slope * np.array([line.low, line.high])
    along = line.shift + line.slope * log_odds
    below, above = np.minimum(log_odds, ends[0]), np.maximum(log_odds, ends[1])
    moved: Array = np.where(
        log_odds < line.low, below, np.where(log_odds > line.high, above, along)
    )
    return moved - log_odds


def _given(case: Case, findings: pl.DataFrame) -> pl.DataFrame:
    """Return each entity that is settled: what it adds, and the mean rates of those who say so."""
    entity = ["entity_kind", "entity_id"]
    held = settled(case).filter(pl.col("entity_kind").is_in(JUDGED)).select(*entity)
    # Whoever was undecided judged as well, but says nothing.
    decided = verdicts(case).filter(pl.col("verdict") != UNDECIDED)
    by = held.join(decided, on=entity, maintain_order="left")
    if by.is_empty():
        return pl.DataFrame(schema=_GIVEN)
    known = by.join(rates(case, findings), on="person", maintain_order="left")
    columns = ("verdict", "yes_to_paid", "yes_to_others")
    amounts = [says(*row) for row in known.select(columns).iter_rows()]
    return (
        known.with_columns(amount=pl.Series(amounts, dtype=pl.Float64))
        .group_by(entity, maintain_order=True)
        .agg(
            paid=(pl.col("verdict") == CONSISTENT).all(),
            amount=pl.col("amount").sum().clip(-MOST, MOST),
            yes_to_paid=pl.col("yes_to_paid").mean(),
            yes_to_others=pl.col("yes_to_others").mean(),
        )
        .select(pl.col(name).cast(kind) for name, kind in _GIVEN.items())
    )


_GIVEN = {
    "entity_kind": pl.String,
    "entity_id": pl.String,
    "paid": pl.Boolean,
    "amount": pl.Float64,
    "yes_to_paid": pl.Float64,
    "yes_to_others": pl.Float64,
}


def _tops(entity: pl.Series, log_odds: Array) -> pl.DataFrame:
    """Return entity_id and top, the highest log-odds among its reviews."""
    frame = pl.DataFrame({"entity_id": entity, "top": pl.Series(log_odds, dtype=pl.Float64)})
    return frame.drop_nulls("entity_id").group_by("entity_id").agg(pl.col("top").max())


def _of_entities(entity: pl.Series, log_odds: Array, own: pl.DataFrame) -> Array:
    """Return what the verdicts about some entities add to the log-odds of their reviews."""
    beside = (
        pl.DataFrame({"entity_id": entity})
        .join(own.select("entity_id", "amount"), on="entity_id", how="left", maintain_order="left")
        .join(_tops(entity, log_odds), on="entity_id", how="left", maintain_order="left")
    )
    amount = beside["amount"].fill_null(0.0).to_numpy()
    top = np.where(amount == 0, log_odds, beside["top"].fill_null(0.0).to_numpy())
    # How likely the entity is paid although this review is not: (q - p) / (1 - p). So p q' / q is
    # said in log-odds, in which neither a small p nor a small 1 - p is lost.
    others = (expit(-log_odds) - expit(-top)) / expit(-log_odds)
    moved: Array = amount - np.log1p(others * np.expm1(amount))
    return moved
