"""The figures that a report shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kit import charts, views

if TYPE_CHECKING:
    from kit.case import Case

MOST_ACCOUNTS = 1_200
MOST_PRODUCTS = 8
HEAT_ROWS = 20


def of_market(
    case: Case, findings: pl.DataFrame, accounts: pl.DataFrame, fdr: float
) -> list[charts.Figure]:
    """Return a case's figures: its timeline with bursts, its unusual weeks, its accounts.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        `kit.screen`.
    accounts : polars.DataFrame
        `kit.suspects` of accounts; marked among the others.
    fdr : float
        Bursts with a larger q-value are not marked.
    """
    weeks, bursts = views.market_weeks(case), views.market_bursts(case, findings, fdr)
    return [
        charts.market_timeline(weeks, bursts),
        charts.product_week_heatmap(views.heat_cells(case, top=HEAT_ROWS)),
        charts.accounts_scatter(views.accounts(case, accounts, limit=MOST_ACCOUNTS)),
    ]


def of_products(
    case: Case, findings: pl.DataFrame, products: pl.DataFrame, fdr: float
) -> dict[str, charts.Figure]:
    """Return the timeline of each of the strongest products, by its id.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        `kit.screen`.
    products : polars.DataFrame
        `kit.suspects` of products, strongest first.
    fdr : float
        Windows with a larger q-value are not drawn.
    """
    return {
        name: charts.product_timeline(
            views.product_weeks(case, name),
            views.findings_about(case, "product", name, findings, fdr).filter(
                pl.col("entity_kind") == "window"
            ),
            name,
        )
        for name in products["entity_id"].head(MOST_PRODUCTS)
    }
