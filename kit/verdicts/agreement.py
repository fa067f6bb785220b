"""Do two reviewers agree more than their habits would bring by chance?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import polars as pl

from kit.case import Case
from kit.statistics import Array
from kit.verdicts.record import VERDICTS, verdicts

DRAWS = 4_000
ENDS = (0.025, 0.975)
"""Quantiles of the draws that are the ends of a 95 % interval."""

AGREEMENT = {
    "first": pl.String,
    "second": pl.String,
    "both": pl.Int64,
    "same": pl.Int64,
    "kappa": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "says": pl.String,
}


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance.

    Parameters
    ----------
    value : float or None
        1 for perfect agreement, 0 for what chance brings; None where it has no meaning.
    low, high : float or None
        Its 95 % interval.
    says : str
        Why a value is missing.
    """

    value: float | None
    low: float | None
    high: float | None
    says: str = ""


def kappa(counts: Array) -> Kappa:
    """Return Cohen's kappa of two reviewers, with an interval.

    Parameters
    ----------
    counts : array of shape (k, k)
        How many entities the first put into the row's class and the second into the column's.

    Returns
    -------
    Kappa

    Notes
    -----
    Cohen, Educational and Psychological Measurement 20 (1960). The interval: tables of shares are
    drawn from a Dirichlet distribution of the counts, with one entity more that is spread over all
    cells (Perks, Journal of the Institute of Actuaries 73, 1947; without it this is Rubin's
    Bayesian bootstrap, Annals of Statistics 9, 1981), always from the same seed. Fleiss, Cohen &
    Everitt's large-sample standard error (Psychological Bulletin 72, 1969) is left out: where most
    verdicts are alike, as at the top of a queue, its interval holds the truth in 75 of 100 reviews
    of 20 entities, this one in 91. Where both gave one and the same verdict throughout, chance
    alone agrees as well, and kappa has no meaning.
    """
    n = counts.sum()
    if n == 0:
        return Kappa(None, None, None, "Nothing was judged by both.")
    value = float(_beyond_chance(counts / n))
    if np.isnan(value):
        says = "Both gave the same verdict throughout: chance would agree as well."
        return Kappa(None, None, None, says)
    random = np.random.default_rng(0)
    drawn = random.dirichlet(counts.ravel() + 1 / counts.size, size=DRAWS)
    low, high = np.quantile(_beyond_chance(drawn.reshape(DRAWS, *counts.shape)), ENDS)
    return Kappa(value, min(float(low), value), max(float(high), value))


def _beyond_chance(shares: Array) -> Array:
    """Return kappa of tables of shares, over the last two axes; NaN where chance alone agrees."""
    seen = np.trace(shares, axis1=-2, axis2=-1)
    chance = (shares.sum(axis=-1) * shares.sum(axis=-2)).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        beyond: Array = np.where(chance < 1, (seen - chance) / (1 - chance), np.nan)
    return beyond


def agreement(case: Case, entity_kind: str | None = None) -> pl.DataFrame:
    """Return how far each two reviewers agree on what both judged.

    Parameters
    ----------
    case : Case
    entity_kind : str, optional
        Only entities of this kind.

    Returns
    -------
    polars.DataFrame
        first, second, both (entities that both judged), same (verdicts alike), kappa, low, high,
        says (what to know of them); those with most in common first. "Undecided" is a verdict like
        the others here: who decides where another cannot does not agree.

    Notes
    -----
    It means something only where neither knew the other's verdict.
    """
    given = verdicts(case)
    if entity_kind is not None:
        given = given.filter(pl.col("entity_kind") == entity_kind)
    names = dict(given.select("person", "reviewer").iter_rows())
    found = [_of_two(given, names, two) for two in combinations(sorted(names), 2)]
    return pl.DataFrame(found, schema=AGREEMENT, orient="row").sort(
        "both", "first", "second", descending=[True, False, False]
    )


def _of_two(
    given: pl.DataFrame, names: dict[str, str], two: tuple[str, str]
) -> tuple[str, str, int, int, float | None, float | None, float | None, str]:
    entity = ["entity_kind", "entity_id"]
    by = [given.filter(pl.col("person") == who).select(*entity, "verdict") for who in two]
    both = by[0].join(by[1], on=entity)
    counts = np.zeros((len(VERDICTS), len(VERDICTS)))
    for one, other in both.select("verdict", "verdict_right").iter_rows():
        counts[VERDICTS.index(one), VERDICTS.index(other)] += 1
    found = kappa(counts)
    same = int(np.trace(counts))
    return (
        names[two[0]], names[two[1]], both.height, same,
        found.value, found.low, found.high, found.says,
    )  # fmt: skip
