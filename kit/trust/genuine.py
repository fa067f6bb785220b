"""How likely is each review genuine? Odds beforehand, times what each kind of evidence says."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.special import expit

from kit.case import Case
from kit.ranking import base_rate
from kit.screening import screening
from kit.statistics import Array
from kit.trust.calibration import Calibration, shipped
from kit.trust.evidence import FAMILIES, evidence
from kit.trust.judged import corrected

LEAST = 0.5
"""Paid reviews in a case, where the estimate says none: nobody can know that there is none."""

ROUNDS = 50
"""Rounds of the search for the case's own share of paid reviews; it hardly moves after ten."""

GENUINE: dict[str, type[pl.DataType]] = {
    "review_id": pl.String,
    "account_id": pl.String,
    "product_id": pl.String,
    "p_genuine": pl.Float64,
    **dict.fromkeys(FAMILIES, pl.Float64),
    "verdicts": pl.Float64,
}
"""Columns of `genuine`. p_genuine: probability that nobody paid for the review. A column for each
family of evidence: what it adds to the log-odds that somebody did, 0 where it is as for any review;
positive where it looks unusual. verdicts: what people's settled verdicts add to them, 0 without
any."""


def genuine(case: Case, *, findings: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return how likely each review is genuine, and what speaks about it.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame, optional
        As from `kit.screen`; the case's screening by default.

    Returns
    -------
    polars.DataFrame
        Columns of `GENUINE`, a row for each review, sorted by review_id.

    Notes
    -----
    The log-odds that a review was paid for are those beforehand, plus what the evidence adds: a
    weight for each term (`kit.trust.evidence.TERMS`), by logistic regression on practice markets
    (`kit.trust.calibration`). The odds beforehand are the case's own, not practice's, by Bayes'
    rule; see `share_paid`. Settled verdicts of people come last, as what they are: judgements that
    are wrong at times, about some accounts and products (`kit.trust.judged`). It is a figure for
    weighing reviews, right on average in practice; it is no proof, and says nothing that may be
    quoted about anybody.
    """
    held = screening(case) if findings is None else findings
    told = evidence(case, held)
    known = shipped()
    families = known.by_family(told)
    beyond = known.start + families.sum(axis=1)
    share = share_paid(case, held, beyond, known)
    log_odds = beyond + np.log(share / (1 - share))
    of_people = corrected(case, held, told, log_odds)
    # Of the log-odds themselves: 1 - P(paid) would lose what is small.
    p_genuine = expit(-log_odds - of_people)
    return told.select(
        "review_id",
        "account_id",
        "product_id",
        p_genuine=pl.Series(p_genuine, dtype=pl.Float64),
        **{name: pl.Series(families[:, n]) for n, name in enumerate(FAMILIES)},
        verdicts=pl.Series(of_people, dtype=pl.Float64),
    )


def share_paid(case: Case, findings: pl.DataFrame, beyond: Array, known: Calibration) -> float:
    """Return what share of a case's reviews looks paid, as odds beforehand.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
    beyond : array of shape (reviews,)
        Log of how many times likelier each review's evidence is among the paid.
    known : Calibration

    Notes
    -----
    The share under which the mean probability of the reviews is that share itself (Saerens, Latinne
    & Decaestecker, Neural Computation 14, 2002), but no more than the upper end of `kit.base_rate`.
    The estimate there leans on accounts alone, does not see reviews whose only evidence is the
    window they lie in, and counts all that an account wrote, so that its lower end is none for
    paid reviews. Without known accounts the share is at most a half.
    """
    if not len(beyond):
        return known.share
    low, high = LEAST / len(beyond), 0.5
    for row in base_rate(case, findings).filter(pl.col("of") == "review").iter_rows(named=True):
        high = max(low, min(high, row["high"]))
    share = min(max(known.share, low), high)
    for _ in range(ROUNDS):
        mean = float(expit(beyond + np.log(share / (1 - share))).mean())
        share = min(max(mean, low), high)
    return share
