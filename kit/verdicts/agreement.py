"""Do two reviewers agree more than their habits would bring by chance?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import polars as pl

from kit.case import Case
from kit.statistics import Array, clopper_pearson
from kit.verdicts.record import VERDICTS, verdicts

WIDTH = 1.959964
"""Standard errors on each side of a 95 % interval."""

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
        What to know of a value that is missing or of an interval of another kind.
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
    Cohen, Educational and Psychological Measurement 20 (1960). The interval is of Fleiss, Cohen &
    Everitt's large-sample standard error (Psychological Bulletin 72, 1969, their formula for a
    kappa that is not zero), cut at -1 and 1. It is too narrow for few entities, and nothing at all
    where two agree on everything: then the lower end is that of the exact interval of the agreement
    (Clopper & Pearson), with the agreement by chance held at what their habits bring. Where both
    gave one and the same verdict throughout, chance alone agrees as well, and kappa has no meaning.
    """
    n = counts.sum()
    if n == 0:
        return Kappa(None, None, None, "Nothing was judged by both.")
    p = counts / n
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    seen, chance = float(np.trace(p)), float(rows @ columns)
    if chance >= 1:
        return Kappa(
            None, None, None, "Both gave the same verdict throughout: chance would agree as well."
        )
    value = (seen - chance) / (1 - chance)
    if seen == 1:
        least = float(clopper_pearson(np.array(n), np.array(n))[0])
        low = max((least - chance) / (1 - chance), -1.0)
        return Kappa(1.0, low, 1.0, "They agree on all; the lower end is of the exact interval.")
    both = rows[None, :] + columns[:, None]
    # both[i, j] is the first's share of class j and the second's of class i.
    on = np.diag(p) * ((1 - chance) - np.diag(both) * (1 - seen)) ** 2
    off = (p * both**2).sum() - (np.diag(p) * np.diag(both) ** 2).sum()
    rest = (seen * chance - 2 * chance + seen) ** 2
    variance = (on.sum() + (1 - seen) ** 2 * off - rest) / (n * (1 - chance) ** 4)
    half = WIDTH * float(np.sqrt(max(variance, 0.0)))
    return Kappa(value, max(value - half, -1.0), min(value + half, 1.0))


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
