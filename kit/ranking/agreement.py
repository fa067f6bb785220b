"""False-discovery control where two independent kinds of evidence must agree."""

from __future__ import annotations

import numpy as np

from kit.statistics import Array, step_up


def agreed_q_values(p: Array, strongest: Array, tests: int, reported: float) -> Array:
    """Return false-discovery q-values of hypotheses that two independent tests agree.

    Parameters
    ----------
    p : array of shape (n,)
        The larger of each entity's two p-values.
    strongest : array of shape (n,)
        The smaller.
    tests : int
        Entities in all.
    reported : float
        The largest p-value that is known: both of an entity that is left out are larger.

    Returns
    -------
    array of shape (n,)
        As those of `kit.statistics.q_values`, but at each threshold only the entities whose
        stronger test is below it count as tested: the others could not be named there.

    Notes
    -----
    Wang, Gui, Su, Sabatti & Owen, Ann. Stat. 50 (2022), "AdaFilter" for false-discovery rates
    (abstract and the authors' program read; the proof not verified). The two tests must be
    independent. The mirrored test simulates markets and holds the rate.
    """
    order = np.argsort(p, kind="stable")
    ranked = p[order]
    below = np.searchsorted(np.sort(strongest), ranked, side="right")
    counted = np.where(ranked <= reported, below, max(len(p), tests))
    return step_up(p, order, counted)
