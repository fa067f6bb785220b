"""Why a review stands where it does, in a sentence that anybody can check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from kit.trust.diversity import Placed


def reasons(ordered: pl.DataFrame, page: Sequence[Placed]) -> pl.Series:
    """Return a sentence for each review.

    Parameters
    ----------
    ordered : polars.DataFrame
        In the new order: before, after (places from 1), relevance, coverage, age_days,
        helpful_votes, trust; NULL where nothing tells.
    page : sequence of Placed
        The first page; its rows count from 0 in the order before.

    Returns
    -------
    polars.Series
        Strings, one for each row of `ordered`.
    """
    place_of = {place.row: number for number, place in enumerate(page, 1)}
    # Rows of the page only ever name rows of the page, or the first one that had to wait.
    after_of = dict(ordered.select(pl.col("before") - 1, "after").iter_rows()) if page else {}
    wanted = ("before", "after", "relevance", "coverage", "age_days", "helpful_votes", "trust")
    told = []
    for row in ordered.select(wanted).iter_rows(named=True):
        facts = [_moved(row), *_facts(row)]
        number = place_of.get(row["before"] - 1)
        if number is not None:
            facts += _beside(page[number - 1], after_of)
        told.append("; ".join(facts) + ".")
    return pl.Series("why", told, dtype=pl.String)


def _moved(row: Mapping[str, Any]) -> str:
    up = row["before"] - row["after"]
    if not up:
        return "Stays where it was"
    return f"{'Up' if up > 0 else 'Down'} {abs(up):,} from place {row['before']:,}"


def _facts(row: Mapping[str, Any]) -> list[str]:
    """Return what is known of a review, in the order in which a reader would ask."""
    facts = []
    if row["relevance"] is not None:
        facts.append(
            f"answers the question {row['relevance']:.2f} as well as the best"
            if row["relevance"] > 0
            else "has none of the question's words"
        )
    if row["coverage"] is not None:
        facts.append(f"covers {row['coverage']:.0%} of the product's words")
    if row["age_days"] is not None:
        facts.append(f"{row['age_days']:,.0f} days before the newest review of the case")
    if row["helpful_votes"] is not None:
        facts.append(f"found helpful by {row['helpful_votes']:,}")
    facts.append("P(genuine) unknown" if row["trust"] is None else f"P(genuine) {row['trust']:.2f}")
    return facts


def _beside(place: Placed, after_of: Mapping[int, int]) -> list[str]:
    """Return what the rest of the page has to do with a review's place."""
    facts = []
    if place.like is not None:
        facts.append(f"reads like the review at place {after_of[place.like]:,}")
    if place.over is not None:
        facts.append(
            f"here instead of place {after_of[place.over]:,}, "
            "whose stars have had their share so far"
        )
    return facts
