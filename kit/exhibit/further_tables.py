"""Tables of a case file that do not follow from its source files alone: sellers, and damages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from kit.exhibit.assumptions import Assumptions
from kit.exhibit.damages import assumed, damages
from kit.exhibit.sellers import market_tables

if TYPE_CHECKING:
    from kit.case import Case

FURTHER = ("sellers", "clients", "gig_prices", "assumptions", "damages")
"""Names of these tables: a second run from the source files alone does not make them."""


def further_tables(
    case: Case, tables: Mapping[str, pl.DataFrame], fdr: float, assumptions: Assumptions
) -> dict[str, pl.DataFrame]:
    """Return what the gig market in the case's folder and a file of assumptions add.

    Parameters
    ----------
    case : Case
    tables : mapping of str to polars.DataFrame
        `kit.exhibit.case_tables.tables`, before any name in them is replaced.
    fdr : float
    assumptions : Assumptions

    Returns
    -------
    dict of str to polars.DataFrame
        sellers, clients, gig_prices, assumptions, damages.

    Raises
    ------
    CaseError
        As `kit.exhibit.sellers.market_tables`.
    """
    listed = tables["exhibit_a"].select("number", "account_id")
    market = market_tables(case, listed, fdr)
    taken = assumed(assumptions, market["gig_prices"])
    sums = damages(tables["reach"].row(0, named=True), tables["moved"], market["clients"], taken)
    return {**market, "assumptions": taken, "damages": sums}
