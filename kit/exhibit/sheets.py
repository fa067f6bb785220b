"""One sheet for each account of a case file, as plain values that pages and paper share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from kit.charts import plain
from kit.detectors import DETECTORS
from kit.exhibit import doubts
from kit.exhibit.lifeline import lifeline
from kit.plain_text import visible
from kit.ranking.calibration import sentence
from kit.ranking.reasons import innocent

MOST_SEEN = 25
"""Findings that a sheet shows; all of them are in the table `seen`."""

NAME_WIDTH = 120

PARTS = ("seen", "left_out", "reviews", "look_alikes", "speaking_for")
"""Tables of which each sheet shows the rows of its account."""

CHANGES = (
    "A record of the purchase, the delivery or the use that the account's holder can show.",
    "An innocent explanation above that is borne out for these days, products and people: the "
    "findings that it covers no longer count.",
    "A mistake in the source: reviews that are not this account's, wrong dates, or a merged name.",
)
"""What would change a conclusion, whatever it rests on."""


def sheets(tables: Mapping[str, pl.DataFrame]) -> Iterator[dict[str, Any]]:
    """Give a sheet for each account of `exhibit_a`, in its order.

    Parameters
    ----------
    tables : mapping of str to polars.DataFrame
        `kit.exhibit.case_tables.tables`.
    """
    parts = {
        name: {
            key[0]: frame
            for key, frame in tables[name].partition_by("number", as_dict=True).items()
        }
        for name in PARTS
    }
    span = tables["reach"].row(0, named=True)
    for row in tables["exhibit_a"].iter_rows(named=True):
        held = {
            name: frames.get(row["number"], tables[name].clear()) for name, frames in parts.items()
        }
        yield _sheet(row, held, span)


def _sheet(
    row: Mapping[str, Any], held: Mapping[str, pl.DataFrame], span: Mapping[str, Any]
) -> dict[str, Any]:
    seen, without = held["seen"], held["left_out"]
    fallen = without.filter(~pl.col("listed"))["family"].to_list()
    return {
        "number": row["number"],
        "file": f"sheets/{row['number']:04d}.html",
        "name": visible(row["account_id"], NAME_WIDTH),
        "label": visible(row["account_name"] or "", NAME_WIDTH),
        "q_value": f"{row['q_value']:.2g}",
        "families": row["families"],
        "one_kind": bool(fallen),
        "figures": _figures(row),
        "as_high": sentence(row),
        "high": f"{row['as_high']:,} of {row['innocents']:,}" if row["innocents"] else "–",
        "life": lifeline(held["reviews"], span),
        "resembles": " ".join(
            doubts.resembles(one) for one in held["look_alikes"].iter_rows(named=True)
        ),
        "carried": doubts.carried(without, seen),
        "speaking": doubts.reviews(held["speaking_for"], held["reviews"]),
        "seen": [_finding(one) for one in seen.head(MOST_SEEN).iter_rows(named=True)],
        "more": max(seen.height - MOST_SEEN, 0),
        "innocent": [
            {"detector": name, "text": innocent(name)}
            for name in seen["detector"].unique(maintain_order=True)
        ],
        "without": [_without(one) for one in without.iter_rows(named=True)],
        "changes": [*_fallen(fallen), *CHANGES],
        "reviews": [_review(one) for one in held["reviews"].iter_rows(named=True)],
    }


def _figures(row: Mapping[str, Any]) -> list[dict[str, str]]:
    shown = {
        "Reviews": plain.cell(row["reviews"]),
        "Products": plain.cell(row["products"]),
        "First": plain.cell(row["first_day"]),
        "Last": plain.cell(row["last_day"]),
        "Mean stars": "–" if row["mean_stars"] is None else f"{row['mean_stars']:.1f}",
    }
    return [{"name": name, "value": value} for name, value in shown.items()]


def _finding(row: Mapping[str, Any]) -> dict[str, str]:
    known = DETECTORS.get(row["detector"])
    why = str(row["why"]).rstrip(".")
    return {
        "family": row["family"],
        "detector": row["detector"],
        "title": known.title if known else "",
        "why": why[:1].upper() + why[1:],
        "observed": plain.cell(row["observed"]),
        "expected": plain.cell(row["expected"]),
        "p_value": "–" if row["p_value"] is None else f"{row['p_value']:.1e}",
        "bars": _bars(row["observed"], row["expected"]),
    }


def _bars(observed: float | None, expected: float | None) -> list[int]:
    """Return how long both are drawn, of 100; nothing where there are no numbers."""
    if observed is None or expected is None or max(observed, expected) <= 0:
        return []
    longest = max(observed, expected)
    return [max(round(100 * value / longest), 1) for value in (observed, expected)]


def _without(row: Mapping[str, Any]) -> dict[str, str]:
    still = f"still listed, q = {row['q_value']:.2g}" if row["listed"] else "no longer listed"
    return {"family": row["family"], "told": still}


def _fallen(families: list[str]) -> Iterator[str]:
    for family in families:
        yield f"What takes away the {family} evidence: without it the account is not listed."


def _review(row: Mapping[str, Any]) -> dict[str, Any]:
    known = {True: "verified purchase", False: "not verified", None: ""}
    return {
        "at": plain.cell(row["posted_at"]),
        "product": visible(row["product_id"] or "–", NAME_WIDTH),
        "stars": "–" if row["stars"] is None else f"{row['stars']:g}",
        "verified": known[row["verified"]],
        "title": row["title"] or "",
        "text": row["text"] or "",
        "found": bool(row["in_finding"]),
        "id": visible(row["review_id"], NAME_WIDTH),
        "sha256": row["review_hash"],
    }
