"""Champion and challenger: who is better on later data, and is that more than luck?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.plain_text import visible
from kit.trust.learning.labels import AUDIT
from kit.trust.learning.model import Model

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

DRAWS = 400
LEVEL = 0.95

LEAST_PAID = 5
"""Paid accounts below which two orders are not compared."""


@dataclass(frozen=True)
class Contest:
    """What later data say of two models.

    Parameters
    ----------
    champion, challenger : str
    champion_ap, challenger_ap : float
        Average precision among the later accounts, each judged one standing for 1 / its probability
        of being looked at; NaN where too few were judged.
    difference, low, high : float
        Challenger minus champion, with its 95 % interval over judged accounts drawn with
        replacement, those of the queue and of the audit apart.
    judged, paid : int
        Accounts that both were compared on.
    promoted : bool
        Whether the whole interval lies above zero, whoever of the reviewers is left out.
    why : str
    """

    champion: str
    challenger: str
    champion_ap: float
    challenger_ap: float
    difference: float
    low: float
    high: float
    judged: int
    paid: int
    promoted: bool
    why: str


def contest(
    champion: Model, challenger: Model, later: pl.DataFrame, seed: int = 0, draws: int = DRAWS
) -> Contest:
    """Compare two models on accounts that were judged after both were fitted.

    Parameters
    ----------
    champion, challenger : Model
    later : polars.DataFrame
        As from `kit.trust.learning.unlabelled.judged`: features, paid, source, weight, reviewers.
    seed, draws : int
        Of the bootstrap.

    Returns
    -------
    Contest

    Notes
    -----
    The null is that neither orders better. Under it a challenger is promoted in at most 2.5 % of
    the contests. One person's verdicts must not decide it: where several judged, the challenger
    must be ahead whoever of them is left out. A team of one has no such guard.
    """
    paid = later["paid"].to_numpy().astype(np.bool_)
    weight = later["weight"].to_numpy().astype(np.float64)
    found = int(paid.sum())
    names = (champion.name, challenger.name)
    if found < LEAST_PAID or found == paid.size:
        nan = float("nan")
        why = f"only {found} paid of {paid.size} judged: too few to compare"
        return Contest(*names, nan, nan, nan, nan, nan, paid.size, found, False, why)
    orders = [np.argsort(-m.margin(later), kind="stable") for m in (champion, challenger)]
    strata = [np.flatnonzero(part) for part in _parts(later)]
    random = np.random.default_rng(seed)
    differences = []
    for _ in range(draws):
        times = np.zeros(paid.size)
        for part in strata:
            times[part] = random.multinomial(part.size, np.full(part.size, 1 / part.size))
        one, other = (average_precision(paid[o], (weight * times)[o]) for o in orders)
        differences.append(other - one)
    low, high = np.nanquantile(differences, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    values = [average_precision(paid[o], weight[o]) for o in orders]
    told = f"{values[1] - values[0]:+.3f} in AP, 95 % {low:+.3f} to {high:+.3f}"
    alone = _hangs_on(later, paid, weight, orders)
    better = bool(low > 0) and alone is None
    verdict = "better" if better else "not surely better"
    if alone is not None and low > 0:
        verdict = f"but not without the verdicts of {visible(alone, 60)}"
    return Contest(
        *names, values[0], values[1], values[1] - values[0], float(low), float(high),
        paid.size, found, better, f"{told}: {verdict}",
    )  # fmt: skip


def _hangs_on(
    later: pl.DataFrame, paid: Bools, weight: Floats, orders: list[NDArray[np.intp]]
) -> str | None:
    """Return a person without whose verdicts the challenger is not ahead, None if there is none."""
    people = later["reviewers"].explode().drop_nulls().unique().sort().to_list()
    if len(people) < 2:
        return None
    for person in people:
        own = later["reviewers"].list.contains(person).fill_null(False).to_numpy()
        kept = weight * ~own
        one, other = (average_precision(paid[o], kept[o]) for o in orders)
        if not other > one:
            return str(person)
    return None


def average_precision(paid: Bools, weight: Floats) -> float:
    """Return the mean over the paid of the precision at their place, the first in order first."""
    total = np.cumsum(weight)
    hits = np.cumsum(weight * paid)
    if not hits.size or hits[-1] <= 0:
        return float("nan")
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = np.where(total > 0, hits / total, 0.0)
    return float((weight * paid * precision).sum() / hits[-1])


def _parts(later: pl.DataFrame) -> list[Bools]:
    audit = (later["source"] == AUDIT).to_numpy()
    return [part for part in (audit, ~audit) if part.any()]
