"""What a report says, as plain values: figures, suspects with their reasons, rows, detectors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from kit.charts import plain
from kit.detector import SECTIONS, Detector
from kit.detectors import DETECTORS
from kit.plain_text import visible
from kit.ranking.calibration import sentence
from kit.ranking.prevalence import in_words
from kit.views import facts, findings_about

if TYPE_CHECKING:
    from kit.case import Case

MOST_SUSPECTS = 50
MOST_REASONS = 5
NAME_WIDTH = 120
BOOKKEEPING = ("n_tests", "n_meant", "n_class")
"""Columns of a finding that later steps need and a reader does not."""

MARKET = """
select count(*) as reviews, count(distinct account_id) as accounts,
  count(distinct product_id) as products,
  min(posted_at)::date as first_day, max(posted_at)::date as last_day
from reviews
"""

REJECTS = """
select reason, count(*) as n from rejects group by reason order by n desc, reason limit 20
"""


def market(case: Case) -> dict[str, Any]:
    """Return the case's size and span: reviews, accounts, products, first_day, last_day."""
    return case.sql(MARKET).row(0, named=True)


def figures(
    size: Mapping[str, Any], accounts: pl.DataFrame, products: pl.DataFrame
) -> list[dict[str, str]]:
    """Return the headline figures: name and value."""
    shown = {
        "Reviews": f"{size['reviews']:,}",
        "Accounts": f"{size['accounts']:,}",
        "Products": f"{size['products']:,}",
        "Accounts named": f"{accounts.height:,}",
        "Products named": f"{products.height:,}",
    }
    return [{"name": name, "value": value} for name, value in shown.items()]


def shares(found: pl.DataFrame | None) -> list[str]:
    """Return what share of the market looks paid, and what that rests on, as sentences."""
    if found is None or found.is_empty():
        return []
    lean = (
        "The lower figures are what shows beyond anything that innocents bring in "
        f"{found['cell'][0]}. The upper ones assume that paid accounts show here as often as "
        "they do there: a kind that leaves no trace is not in them."
    )
    return [in_words(found, "account"), in_words(found, "review"), lean]


def suspects(
    case: Case, kind: str, named: pl.DataFrame, findings: pl.DataFrame, fdr: float
) -> list[dict[str, Any]]:
    """Return the strongest suspects, each with the findings behind it.

    Parameters
    ----------
    case : Case
    kind : {"account", "product"}
    named : polars.DataFrame
        `kit.suspects` of that kind, strongest first.
    findings : polars.DataFrame
        `kit.screen`.
    fdr : float
        Findings with a larger q-value are no reason.
    """
    proven = findings.filter(pl.col("q_value") <= fdr)
    return [
        {
            "name": visible(row["entity_id"], NAME_WIDTH),
            "glance": _glance(case, kind, row["entity_id"]),
            "q_value": f"{row['q_value']:.2g}",
            "families": row["families"],
            "innocent": row["innocent"],
            "as_high": sentence(row),
            **_reasons(case, kind, row, proven, fdr),
        }
        for row in named.head(MOST_SUSPECTS).iter_rows(named=True)
    ]


def _glance(case: Case, kind: str, name: str) -> str:
    """Return a suspect's figures in a line: what it is, how much, when, how many stars."""
    row = facts(case, kind, name).row(0, named=True)
    other = "products" if kind == "account" else "accounts"
    parts = [
        visible(row["label"], NAME_WIDTH) if row["label"] else "",
        f"{row['reviews']:,} reviews, {row[other]:,} {other}",
        f"{plain.cell(row['first_day'])} to {plain.cell(row['last_day'])}",
        f"mean {row['mean_stars']:.1f}★" if row["mean_stars"] is not None else "",
    ]
    return " · ".join(part for part in parts if part)


def _reasons(
    case: Case, kind: str, suspect: Mapping[str, Any], proven: pl.DataFrame, fdr: float
) -> dict[str, Any]:
    """Return the strongest findings about a suspect, and how many more there are."""
    about = findings_about(case, kind, suspect["entity_id"], proven, fdr)
    # Windows of one detector overlap on a product: the strongest speaks for them.
    apart = about.unique(["detector", "product_id"], keep="first", maintain_order=True)
    strongest = apart.head(MOST_REASONS).join(
        proven.select("detector", "entity_id", "evidence"),
        on=["detector", "entity_id"],
        how="left",
        maintain_order="left",
    )
    reasons = [
        {
            "detector": row["detector"],
            "why": _placed(kind, row),
            "evidence": list(_evidence(row["detector"], row["evidence"])),
        }
        for row in strongest.iter_rows(named=True)
    ]
    whole = [{"detector": "", "why": suspect["why"].rstrip("."), "evidence": []}]
    return {"reasons": reasons or whole, "more": about.height - len(reasons)}


def _placed(kind: str, finding: Mapping[str, Any]) -> str:
    """Return a finding's sentence; of an account, with the product it is about."""
    why = str(finding["why"]).rstrip(".")
    product = finding["product_id"]
    if kind == "product" or product is None:
        return why[:1].upper() + why[1:]
    return f"On product {visible(product, NAME_WIDTH)}: {why}"


def _evidence(detector: str, text: str | None) -> Iterator[dict[str, str]]:
    """Give the numbers of a finding: what was counted, what was expected, the effect."""
    known = DETECTORS.get(detector)
    figures = json.loads(text or "{}")
    for name in (*BOOKKEEPING, *(known.params if known else ())):
        figures.pop(name, None)
    for name, value in figures.items():
        bare = name.removeprefix("n_")
        label = name if bare in figures else bare
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield {"name": label.replace("_", " "), "value": plain.cell(value)}


def imports(case: Case) -> list[dict[str, Any]]:
    """Return the account of rows, a line for each file."""
    counts = ("rows_in", "loaded", "duplicates", "rejects")
    return [
        {**row, **{name: f"{row[name]:,}" for name in counts}}
        for row in case.imports.iter_rows(named=True)
    ]


def reject_reasons(case: Case) -> list[dict[str, str]]:
    """Return why rows were not loaded, the most frequent first."""
    return [{"reason": reason, "rows": f"{n:,}"} for reason, n in case.sql(REJECTS).iter_rows()]


def not_tested(case: Case) -> list[dict[str, str]]:
    """Return the detectors that could not be run, and why."""
    return [
        {"name": name, "value": reason}
        for name, reason in case.not_tested.select("detector", "reason").iter_rows()
    ]


def detectors(
    used: Mapping[str, Detector], findings: pl.DataFrame, fdr: float
) -> list[dict[str, Any]]:
    """Return every detector with its sections, parameters, query and number of findings."""
    proven = dict(findings.filter(pl.col("q_value") <= fdr).group_by("detector").len().iter_rows())
    return [
        {
            "name": detector.name,
            "title": detector.title,
            "count": proven.get(detector.name, 0),
            "sections": [
                *({"name": name, "value": detector.section(name)} for name in SECTIONS),
                {"name": "Parameters", "value": _parameters(detector)},
            ],
            "sql": detector.sql.strip().splitlines(),
        }
        for detector in used.values()
    ]


def _parameters(detector: Detector) -> str:
    said = [f"{n} = {p.default} {p.unit}".strip() for n, p in detector.params.items()]
    return "; ".join(said) or "none"
