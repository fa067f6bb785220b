"""How strong the evidence about each account is, on one scale for every market."""

from __future__ import annotations

import numpy as np
import polars as pl

from kit.case import Case
from kit.detectors import DETECTORS
from kit.ranking.families import SHARES, Routes, of_accounts, routes
from kit.statistics import Array

LEAST_BRANDS = 2
"""No account is named for windows of a single brand."""


def tested(findings: pl.DataFrame) -> set[str]:
    """Return the families in which a p-value could have been found."""
    ran = {d.family for d in DETECTORS.values() if not d.ranks_only}
    return ran | set(findings.filter(pl.col("p_value").is_not_null())["family"])


def strongest(ways: Routes) -> Array:
    """Return one p-value for each entity: the smallest of its ways, each over its share.

    Unlike a q-value it does not depend on how many others there are or how many of them are named,
    so that it means the same in a small market and a large one.
    """
    if not len(ways.p):
        return np.empty(0)
    share = np.array([SHARES[name] for name in ways.names])
    smallest: Array = np.minimum((ways.p / (share / share.sum())).min(axis=1), 1.0)
    return smallest


def strengths(case: Case, findings: pl.DataFrame, fdr: float = 0.05) -> pl.DataFrame:
    """Return the p-value behind each account's q-value.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        As from `kit.screen`.
    fdr : float
        Windows that survive at this rate count.

    Returns
    -------
    polars.DataFrame
        entity_id, p_value. Accounts without evidence are left out; their p-value is 1.
    """
    wide = of_accounts(case, findings, fdr, LEAST_BRANDS)
    p = strongest(routes(wide, tested(findings)))
    return wide.select("entity_id", p_value=pl.Series(p, dtype=pl.Float64))


def scores(p_values: Array) -> Array:
    """Return -log10 of p-values: how high an account scores."""
    high: Array = -np.log10(np.maximum(p_values, 1e-300))
    return high + 0.0  # 0 rather than -0 where the p-value is 1
