"""The tables of a case file as an edition shows them, for a bundle and for its check."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import polars as pl

from kit.exhibit.assumptions import Assumptions
from kit.exhibit.case_edition import CaseEdition
from kit.exhibit.case_tables import tables
from kit.exhibit.contents import market
from kit.exhibit.further_tables import further_tables
from kit.exhibit.methods import methods
from kit.exhibit.recipe import screened

if TYPE_CHECKING:
    from kit.case import Case

MASKED = "masked"
"""The table that counts what was masked."""


def edition_tables(
    case: Case,
    findings: pl.DataFrame,
    fdr: float,
    edition: CaseEdition,
    assumptions: Assumptions | None = None,
    without: Collection[str] = (),
) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """Return findings and every table as an edition shows them.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        Its screening.
    fdr : float
        Most of those listed that may be there by chance, on average.
    edition : CaseEdition
    assumptions : Assumptions, optional
        Without them there are only the tables that follow from the source files.
    without : collection of str
        Detectors that are left out, as if they had not been asked.

    Returns
    -------
    polars.DataFrame
        The findings.
    dict of str to polars.DataFrame
        `kit.exhibit.case_tables.tables`, "methods" and "masked"; with assumptions those of
        `kit.exhibit.further_tables` as well.

    Raises
    ------
    CaseError
        When it is not known what a column holds.
    """
    asked = ~pl.col("detector").is_in(list(without))
    findings = findings.filter(asked)
    told = edition.findings(findings)
    # Tables are made from real ids, by which they join, and from sentences that are told.
    made = tables(case, findings.with_columns(told["why"]), fdr)
    made["not_tested"] = made["not_tested"].filter(asked)
    used = {name: one for name, one in screened(case).items() if name not in without}
    made["methods"] = methods(findings, used, fdr, market(case)["reviews"])
    if assumptions is not None:
        made |= further_tables(case, made, fdr, assumptions)
    shown, masked = edition.tables(made)
    return told, {**shown, MASKED: masked}
