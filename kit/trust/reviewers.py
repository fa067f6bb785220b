"""How often is each reviewer's verdict wrong? An assumption to begin with, then foils and peers."""

from __future__ import annotations

import numpy as np
import polars as pl

from kit.case import Case
from kit.ranking import suspects
from kit.verdicts.foils import yes_to_foils
from kit.verdicts.record import CONSISTENT, NOT_CONSISTENT, UNDECIDED, person, verdicts

RIGHT, WRONG = 9.0, 1.0
"""What is assumed of a person before anything is known of them, as a Beta distribution: right nine
times of ten, for paid and for others, known as well as ten verdicts would tell it. Nothing of it
was measured."""

FDR = 0.05
"""The queue that foils were mixed into holds the suspects at this rate."""

RATES = {"person": pl.String, "yes_to_paid": pl.Float64, "yes_to_others": pl.Float64}


def rates(case: Case, findings: pl.DataFrame) -> pl.DataFrame:
    """Return how likely each reviewer calls a paid one, and another, consistent with paid.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        As from `kit.screen`.

    Returns
    -------
    polars.DataFrame
        Columns of `RATES`, by name: yes_to_paid and yes_to_others, both within (0, 1).

    Notes
    -----
    Means of Beta distributions, which begin at `RIGHT` and `WRONG`. What is known moves them:

    - A foil judged blindly (`kit.verdicts.foils`) is counted as one that nobody paid for. A few
      may have been, so that this errs against the reviewer.
    - Where two people decided about the same entity and agree, each is counted as right. Where they
      do not, one of them is wrong and nobody knows who: each has half a mistake. This is one step
      of what Dawid & Skene, Applied Statistics 28 (1979), repeat until nothing moves; that
      everybody is wrong together is seen by neither. Source not verified.

    Somebody who says yes to everything comes to be as likely to say so of foils as of others, and
    such a yes says nothing.
    """
    given = verdicts(case).filter(pl.col("verdict") != UNDECIDED)
    people = given.select("person").unique().sort("person")
    counts = pl.concat([_of_foils(case, findings, given), _of_peers(given)])
    summed = counts.group_by("person").agg(pl.col("hits", "misses", "false", "true").sum())
    known = people.join(summed, on="person", how="left").fill_null(0.0).sort("person")
    hits, misses, false, true = (pl.col(name) for name in ("hits", "misses", "false", "true"))
    return known.select(
        "person",
        yes_to_paid=(RIGHT + hits) / (RIGHT + WRONG + hits + misses),
        yes_to_others=(WRONG + false) / (RIGHT + WRONG + false + true),
    )


_COUNTS = {
    "person": pl.String,
    **dict.fromkeys(("hits", "misses", "false", "true"), pl.Float64),
}
"""Of paid ones that a person called so or not, and of others that they called paid or not."""


def _counts(frame: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=_COUNTS), frame], how="diagonal_relaxed").fill_null(0.0)


def _of_foils(case: Case, findings: pl.DataFrame, given: pl.DataFrame) -> pl.DataFrame:
    if not given["blind"].any():
        return _counts(pl.DataFrame())
    listed = suspects(case, "account", FDR, findings)["entity_id"]
    seen = yes_to_foils(case, listed)
    return _counts(
        seen.select(
            person=pl.Series([person(name) for name in seen["reviewer"]], dtype=pl.String),
            false=pl.col("foils_consistent").cast(pl.Float64),
            true=(pl.col("foils") - pl.col("foils_consistent")).cast(pl.Float64),
        )
    )


def _of_peers(given: pl.DataFrame) -> pl.DataFrame:
    entity = ["entity_kind", "entity_id"]
    two = given.select(*entity, "person", yes=pl.col("verdict") == CONSISTENT)
    other = two.select(*entity, "person", also=pl.col("yes"))
    both = two.join(other, on=entity, suffix="_other").filter(
        pl.col("person") != pl.col("person_other")
    )
    yes, alike = pl.col("yes"), pl.col("yes") == pl.col("also")
    return _counts(
        both.select(
            "person",
            hits=(yes & alike).cast(pl.Float64),
            misses=(~yes & ~alike) * 0.5,
            false=(yes & ~alike) * 0.5,
            true=(~yes & alike).cast(pl.Float64),
        )
    )


def says(verdict: str, yes_to_paid: float, yes_to_others: float) -> float:
    """Return what a verdict adds to the log-odds that its entity is paid.

    It never speaks for its contrary: of somebody who is wrong more often than right it adds 0.
    """
    if verdict == CONSISTENT:
        return max(float(np.log(yes_to_paid / yes_to_others)), 0.0)
    if verdict == NOT_CONSISTENT:
        return min(float(np.log((1 - yes_to_paid) / (1 - yes_to_others))), 0.0)
    return 0.0
