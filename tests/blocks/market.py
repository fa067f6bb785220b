"""Markets of verdicts for tests of dense blocks."""

from __future__ import annotations

import polars as pl

from kit.blocks.market import Market
from tests.rings.market import verdicts

PARAMS = {"stretch_days": 120, "days": 7, "max_crowd": 60, "max_verdicts": 60}


def rows(given: list[list[int]]) -> pl.DataFrame:
    """Return what the table's query returns, from (account, product, day)."""
    return verdicts(given).with_columns(n_verdicts=pl.len().over("a"))


def market(given: list[list[int]], **params: int) -> Market:
    """Return the market of these rows."""
    return Market.of(rows(given), {**PARAMS, **params})
