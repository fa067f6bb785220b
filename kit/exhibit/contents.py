"""What a report says, as plain values: figures, suspects with their reasons, rows, detectors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from kit.charts import plain
from kit.detector import SECTIONS, Detector
from kit.plain_text import visible

if TYPE_CHECKING:
    from kit.case import Case

MOST_SUSPECTS = 50
MOST_REASONS = 5
NAME_WIDTH = 120

MARKET = """
select count(*) as reviews, count(distinct account_id) as accounts,
  count(distinct product_id) as products,
  min(posted_at)::date as first_day, max(posted_at)::date as last_day
from reviews
"""


def market(case: Case) -> dict[str, Any]:
    """Return the case's size and span: reviews, accounts, products, first_day, last_day."""
    return case.sql(MARKET).row(0, named=True)


def figures(
    size: Mapping[str, Any], accounts: pl.DataFrame, products: pl.DataFrame
) -> list[dict[str, Any]]:
    """Return the headline figures: name, value, and whether the value is long."""
    span = f"{plain.cell(size['first_day'])} to {plain.cell(size['last_day'])}"
    return [
        {"name": "Reviews", "value": f"{size['reviews']:,}"},
        {"name": "Accounts", "value": f"{size['accounts']:,}"},
        {"name": "Products", "value": f"{size['products']:,}"},
        {"name": "Posted", "value": span, "long": True},
        {"name": "Accounts named", "value": f"{accounts.height:,}"},
        {"name": "Products named", "value": f"{products.height:,}"},
    ]


def suspects(named: pl.DataFrame, findings: pl.DataFrame, fdr: float) -> list[dict[str, Any]]:
    """Return the strongest suspects, each with the findings behind it.

    Parameters
    ----------
    named : polars.DataFrame
        `kit.suspects`, strongest first.
    findings : polars.DataFrame
        `kit.screen`.
    fdr : float
        Findings with a larger q-value are no reason.
    """
    shown = named.head(MOST_SUSPECTS)
    reasons = _reasons(shown, findings, fdr)
    return [
        {
            "name": visible(row["entity_id"], NAME_WIDTH),
            "q_value": f"{row['q_value']:.2g}",
            "families": row["families"],
            "reasons": reasons.get(row["entity_id"], [])[:MOST_REASONS] or [_alone(row)],
            "more": max(0, len(reasons.get(row["entity_id"], [])) - MOST_REASONS),
            "innocent": row["innocent"].rstrip("."),
        }
        for row in shown.iter_rows(named=True)
    ]


def _alone(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"detector": "", "why": row["why"].rstrip("."), "evidence": []}


def _reasons(
    shown: pl.DataFrame, findings: pl.DataFrame, fdr: float
) -> dict[str, list[dict[str, Any]]]:
    """Return each suspect's findings, strongest first: about itself, or with it as a member."""
    if shown.is_empty() or findings.is_empty():
        return {}
    kind = shown["entity_kind"][0]
    proven = findings.filter(pl.col("q_value") <= fdr).with_row_index("finding")
    itself = proven.filter(pl.col("entity_kind") == kind).select("finding", id="entity_id")
    member = (
        proven.select("finding", "members")
        .explode("members")
        .unnest("members")
        .filter(pl.col("kind") == kind)
        .select("finding", "id")
    )
    ties = [itself, member]
    if kind == "product":
        ties.append(
            proven.filter(pl.col("product_id").is_not_null()).select("finding", id="product_id")
        )
    about = (
        pl.concat(ties)
        .unique()
        .join(shown.select(id="entity_id"), on="id", how="semi")
        .join(proven, on="finding")
        .sort("id", "q_value", "detector", "entity_id")
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in about.iter_rows(named=True):
        reason = {
            "detector": row["detector"],
            "why": row["why"].rstrip("."),
            "evidence": list(_evidence(row["evidence"])),
        }
        found.setdefault(row["id"], []).append(reason)
    return found


def _evidence(text: str | None) -> Iterator[dict[str, str]]:
    """Give the numbers of a finding: what was counted, what was expected, the effect."""
    for name, value in json.loads(text or "{}").items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield {"name": name.replace("_", " "), "value": plain.cell(value)}


def imports(case: Case) -> list[dict[str, Any]]:
    """Return the account of rows, a line for each file."""
    counts = ("rows_in", "loaded", "duplicates", "rejects")
    return [
        {**row, **{name: f"{row[name]:,}" for name in counts}}
        for row in case.imports.iter_rows(named=True)
    ]


def reject_reasons(case: Case) -> list[dict[str, str]]:
    """Return why rows were not loaded, the most frequent first."""
    query = (
        "select reason, count(*) as n from rejects group by reason order by n desc, reason limit 20"
    )
    return [{"reason": reason, "rows": f"{n:,}"} for reason, n in case.sql(query).iter_rows()]


def detectors(
    used: Mapping[str, Detector], findings: pl.DataFrame, fdr: float
) -> list[dict[str, Any]]:
    """Return every detector with its sections, parameters, query and number of findings."""
    proven = dict(findings.filter(pl.col("q_value") <= fdr).group_by("detector").len().iter_rows())
    return [
        {
            "name": detector.name,
            "title": detector.title,
            "count": f"({proven.get(detector.name, 0):,} findings at this rate)",
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
