"""Findings as words: what each detector saw, how likely chance is, what to rule out."""

from __future__ import annotations

import polars as pl

from kit.detectors import DETECTORS
from kit.widgets.table import cell
from kit.widgets.words import Evidence

SENTENCES = 4
"""Most findings of one detector that are spelt out."""


def by_detector(findings: pl.DataFrame, about: str) -> list[Evidence]:
    """Return findings gathered by detector, in the order of their strongest.

    Parameters
    ----------
    findings : polars.DataFrame
        As `kit.views.findings_about` gives them.
    about : str
        "product" or "account": whose findings they are. An account's windows name the product.
    """
    return [
        _evidence(group, about) for _, group in findings.group_by("detector", maintain_order=True)
    ]


def _evidence(group: pl.DataFrame, about: str) -> Evidence:
    first = group.row(0, named=True)
    detector = DETECTORS.get(first["detector"])
    sentences = [
        f"On {found['product_id']}: {found['why']}"
        if about == "account" and found["product_id"] is not None
        else found["why"]
        for found in group.head(SENTENCES).iter_rows(named=True)
    ]
    more = group.height - len(sentences)
    if more:
        sentences.append(f"And {more:,} more of this kind.")
    chance = (
        "Orders, and proves nothing."
        if first["q_value"] is None
        else f"q = {cell(first['q_value'])} for the strongest: the share of such findings that "
        "chance alone would bring."
    )
    return Evidence(
        family=first["family"],
        title=detector.title.rstrip(".") if detector else first["detector"].replace("_", " "),
        why=sentences,
        chance=chance,
        innocent=detector.section("Innocent explanation")
        if detector
        else "See the detector's own docstring.",
    )
