"""The figures that a report shows of a whole case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kit import charts, views

if TYPE_CHECKING:
    from kit.case import Case


def drawings(case: Case, findings: pl.DataFrame, fdr: float = 0.05) -> list[charts.Figure]:
    """Return the figures of a case: the market's timeline with its bursts.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        `kit.screen`.
    fdr : float
        Bursts with a larger q-value are not marked.
    """
    weeks, bursts = views.market_weeks(case), views.market_bursts(case, findings, fdr)
    return [charts.market_timeline(weeks, bursts)]
