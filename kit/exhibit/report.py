"""The report: one page that needs nothing else, for a reader who has no notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from markupsafe import Markup

from kit import __version__
from kit.detector import Detector
from kit.exhibit import contents, gig_market
from kit.exhibit.inline_svg import inline
from kit.exhibit.template import style, template
from kit.plain_text import visible

if TYPE_CHECKING:
    from kit.case import Case
    from kit.charts import Figure
    from kit.exhibit.gig_market import GigMarket


def write_report(
    case: Case,
    path: Path,
    *,
    findings: pl.DataFrame,
    accounts: pl.DataFrame,
    products: pl.DataFrame,
    detectors: Mapping[str, Detector],
    of_market: Sequence[Figure] = (),
    of_products: Mapping[str, Figure] | None = None,
    shares: pl.DataFrame | None = None,
    fdr: float = 0.05,
    market: GigMarket | None = None,
) -> Path:
    """Write a case's report as one HTML file with nothing to fetch and nothing that runs.

    Parameters
    ----------
    case : Case
    path : Path
        The file to write.
    findings : polars.DataFrame
        `kit.screen`.
    accounts, products : polars.DataFrame
        `kit.suspects` of each.
    detectors : mapping of str to Detector
        Those that were run.
    of_market : sequence of Figure
        Drawn in the section on the market, in this order.
    of_products : mapping of str to Figure, optional
        Drawn with a named product, by its id.
    shares : polars.DataFrame, optional
        `kit.base_rate`.
    fdr : float
        The false-discovery rate that the suspects were drawn at.
    market : GigMarket, optional
        Sellers of reviews, for a section on them.

    Returns
    -------
    Path
        `path`.
    """
    size = contents.market(case)
    lists = [
        _list("Accounts", accounts, contents.suspects(case, "account", accounts, findings, fdr)),
        _list("Products", products, contents.suspects(case, "product", products, findings, fdr)),
    ]
    drawn = {
        visible(name, contents.NAME_WIDTH): _drawn(figure, f"product-{at}")
        for at, (name, figure) in enumerate((of_products or {}).items())
    }
    page = template("report.html.jinja").render(
        case=case,
        css=style(),
        summary=_summary(size),
        figures=contents.figures(size, accounts, products),
        fdr=f"{fdr:.0%}",
        shares=contents.shares(shares),
        drawings=[_drawn(figure, f"market-{at}") for at, figure in enumerate(of_market)],
        lists=lists,
        drawn=drawn,
        sellers=None if market is None else _sellers(market),
        imports=contents.imports(case),
        reasons=contents.reject_reasons(case),
        detectors=contents.detectors(detectors, findings, fdr),
        not_tested=contents.not_tested(case),
        version=__version__,
    )
    path.write_text(page, encoding="utf-8")
    return path


def _sellers(market: GigMarket) -> dict[str, Any]:
    said = gig_market.section(market)
    figures = [_drawn(figure, f"seller-{at}") for at, figure in enumerate(said["figures"])]
    return {**said, "figures": figures}


def _list(heading: str, named: pl.DataFrame, shown: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "anchor": heading.lower(),
        "heading": heading,
        "suspects": shown,
        "summary": _listed(heading.lower(), named.height, len(shown)),
    }


def _listed(what: str, named: int, shown: int) -> str:
    if not named:
        return f"No {what} stand out beyond what chance explains."
    if shown < named:
        return f"The {shown:,} strongest of {named:,} {what} named; suspects.csv lists them all."
    return f"{named:,} named, the strongest first."


def _summary(size: Mapping[str, Any]) -> str:
    if size["first_day"] is None:
        return "None of the reviews has a date."
    return f"Reviews posted from {size['first_day']} to {size['last_day']}."


def _drawn(figure: Figure, name: str) -> Markup:
    return Markup(inline(figure.svg(), name, figure.description))
