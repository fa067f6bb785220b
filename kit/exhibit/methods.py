"""How a case file was made: each detector with its query, and how often the kit is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from kit.detector import SECTIONS
from kit.detectors import DETECTORS
from kit.exhibit.null_rates import null_rates
from kit.practice.scoring import stored
from kit.ranking.calibration import likest
from kit.statistics import clopper_pearson

if TYPE_CHECKING:
    from kit.case import Case

METHODS = pl.Schema(
    {
        "detector": pl.String,
        "family": pl.String,
        "title": pl.String,
        **{heading.lower().replace(" ", "_"): pl.String for heading in SECTIONS},
        "parameters": pl.String,
        "code": pl.String,
        "findings": pl.Int64,
        "on_practice_markets": pl.String,
        "where_nobody_was_paid": pl.String,
        "sql": pl.String,
    }
)
"""Columns of the table of methods. `code` is the SHA-256 of the query and what it reads."""

NOT_MEASURED = "Not among the shipped measurements."


def methods(
    findings: pl.DataFrame, used: Mapping[str, Mapping[str, Any]], fdr: float, reviews: int
) -> pl.DataFrame:
    """Return a row for each detector that was run; columns of `METHODS`.

    Parameters
    ----------
    findings : polars.DataFrame
        `kit.screen`.
    used : mapping of str to mapping
        `kit.exhibit.recipe.screened`.
    fdr : float
        Findings with a larger q-value are not counted.
    reviews : int
        Reviews of the case: error rates are those of markets of about this size.
    """
    proven = dict(findings.filter(pl.col("q_value") <= fdr).group_by("detector").len().iter_rows())
    measured, null = _measured(), null_rates(reviews)
    rows = []
    for name in sorted(used):
        known = DETECTORS.get(name)
        row = {
            "detector": name,
            "parameters": json.dumps(used[name]["params"], sort_keys=True),
            "code": used[name]["code"],
            "findings": proven.get(name, 0),
            "on_practice_markets": measured.get(name, NOT_MEASURED),
            "where_nobody_was_paid": null.get(name, NOT_MEASURED),
        }
        if known:
            row |= {"family": known.family, "title": known.title, "sql": known.sql.strip()}
            row |= {h.lower().replace(" ", "_"): known.section(h) for h in SECTIONS}
        rows.append(row)
    return pl.DataFrame(rows, schema=METHODS)


def _measured() -> dict[str, str]:
    """Return what each detector did alone on the practice markets, as a sentence."""
    about, tables = stored.read()
    alone = tables["parts"].filter(
        (pl.col("part") == "only") & (pl.col("entity_kind") == "account")
    )
    return {row["of"]: _alone(row, _markets(about)) for row in alone.iter_rows(named=True)}


def _alone(row: Mapping[str, Any], markets: str) -> str:
    if not row["named"]:
        return f"Alone it named no account in {markets} with paid reviews."
    return (
        f"Alone it named {row['named']:,} accounts in {markets} with paid reviews; "
        f"{row['false']:,} of them were not paid. It found {row['recall']:.1%} of those paid."
    )


def error_rates(case: Case) -> list[str]:
    """Return how often the whole list is wrong where the truth is known, as sentences."""
    about, tables = stored.read()
    drawn = tables["false_discovery"].filter(
        (pl.col("entity_kind") == "account") & (pl.col("fdr") == 0.05)
    )
    said = []
    for row in drawn.sort("market", descending=True).iter_rows(named=True):
        what = "without" if row["market"] == "null" else "with"
        said.append(f"In {_markets(about)} {what} paid reviews, at a rate of 0.05: {_named(row)}")
    if case.sql("select count(*) from reviews").item():
        said.append(
            "How often accounts that no one paid score as high as one in this list is read from "
            f"{likest(case).words}."
        )
    return said


def _named(row: Mapping[str, Any]) -> str:
    if not row["named"]:
        return "no account was named."
    counts = np.array([row["false"]], float), np.array([row["named"]], float)
    low, high = (float(bound[0]) for bound in clopper_pearson(*counts))
    return (
        f"{row['named']:,} accounts were named, {row['false']:,} of them not paid "
        f"(95 %: {low:.2%} to {high:.2%}, were each account a draw of its own)."
    )


def look_alikes() -> list[dict[str, Any]]:
    """Return how many innocents of each kind were named on practice markets: kind, named, there."""
    _, tables = stored.read()
    held = tables["innocents"].filter(pl.col("entity_kind") == "account")
    summed = held.group_by("looks_like").agg(pl.col("named", "there").sum()).sort("looks_like")
    return [
        {"kind": kind.replace("_", " "), "named": f"{named:,}", "there": f"{there:,}"}
        for kind, named, there in summed.iter_rows()
    ]


def _markets(about: Mapping[str, Any]) -> str:
    return f"{len(about['seeds'])} practice markets of {about['reviews']:,} reviews"
