"""Everything that an investigation leaves behind: findings, suspects and the report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from kit.detectors import DETECTORS
from kit.exhibit import drawings
from kit.exhibit.report import write_report
from kit.exhibit.suspects_csv import write_suspects_csv
from kit.ranking import base_rate, suspects
from kit.screening import screening

if TYPE_CHECKING:
    from kit.case import Case
    from kit.detector import Progress
    from kit.exhibit.gig_market import GigMarket


@dataclass(frozen=True)
class Bundle:
    """What was written, and the suspects in it.

    Parameters
    ----------
    paths : tuple of Path
        findings.parquet, suspects.csv, report.html.
    accounts, products : polars.DataFrame
        `kit.suspects` of each.
    shares : polars.DataFrame
        `kit.base_rate`.
    """

    paths: tuple[Path, ...]
    accounts: pl.DataFrame
    products: pl.DataFrame
    shares: pl.DataFrame


def write_bundle(
    case: Case,
    out: Path,
    *,
    fdr: float = 0.05,
    progress: Progress | None = None,
    market: GigMarket | None = None,
) -> Bundle:
    """Screen a case, unless that is done, and write findings.parquet, suspects.csv and report.html.

    Parameters
    ----------
    case : Case
    out : Path
        Folder; made where it is missing. Files of those names in it are replaced.
    fdr : float
        Most of those named that may be there by chance, on average.
    progress : callable, optional
        Called as `kit.screen` calls it.
    market : GigMarket, optional
        Adds a section to the report.
    """
    findings = screening(case, progress)
    accounts = suspects(case, of="account", fdr=fdr)
    products = suspects(case, of="product", fdr=fdr)
    shares = base_rate(case, findings)
    out.mkdir(parents=True, exist_ok=True)
    findings.write_parquet(out / "findings.parquet")
    write_suspects_csv(pl.concat([accounts, products]), out / "suspects.csv")
    write_report(
        case,
        out / "report.html",
        findings=findings,
        accounts=accounts,
        products=products,
        detectors=DETECTORS,
        of_market=drawings.of_market(case, findings, accounts, fdr),
        of_products=drawings.of_products(case, findings, products, fdr),
        shares=shares,
        fdr=fdr,
        market=market,
    )
    names = ("findings.parquet", "suspects.csv", "report.html")
    return Bundle(tuple(out / name for name in names), accounts, products, shares)
