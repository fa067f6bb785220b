"""Practice markets that were looked at again, for what is scored on planted truth."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

import kit
from kit.practice import Market, generate
from kit.practice.archetypes import Wanted
from kit.practice.captures import Fates, fates, seen_on
from kit.trust.watch import add_capture

BEGINS = date(2024, 1, 1)
LOOKS = (date(2024, 2, 15), date(2024, 4, 1), date(2024, 7, 1))

RANDOM = Fates(caught=0, alone=0, own=0.2, closed=0.02)
"""Nothing is taken down because it was paid; people leave more often than usual."""


def watched(
    folder: Path, seed: int, reviews: int, guilty: Wanted, dials: Fates | None = None
) -> tuple[kit.Case, Market, pl.DataFrame]:
    """Return a case with three captures, its market, and what became of the reviews."""
    market = generate(seed, reviews, guilty, {}, text=False)
    told = fates(market, seed, dials, BEGINS)
    case = kit.open_case(market.reviews, folder=folder / "case")
    for day in LOOKS:
        add_capture(case, seen_on(market, told, day), captured_at=day, covers="all")
    return case, market, told


def paid(market: Market) -> pl.DataFrame:
    """Return the paid reviews: campaign (the plan), entity_kind, review_id."""
    return market.truth.filter(
        pl.col("guilty"), pl.col("entity_kind") == "review", pl.col("role") == "deed"
    ).select(campaign="plan", entity_kind=pl.lit("window"), review_id="entity_id")
