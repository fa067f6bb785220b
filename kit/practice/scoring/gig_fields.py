"""How well listings are read: precision and recall of each field on labelled listings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

import polars as pl

from kit.market.fields import NOTHING, read_offer
from kit.market.grammar import grammar
from kit.market.prices import read_price

HALVES = ("development", "held_out")

HANDS = {"first": "gig_listings.jsonl", "second": "gig_listings_second.jsonl"}
"""Who wrote and labelled listings, and where they are: habits of one hand are not another's."""

_Z = 1.959964
"""The normal distribution's quantile for 95 % between both ends."""

SCORES = {
    "field": pl.String,
    "right": pl.Int64,
    "wrong": pl.Int64,
    "missed": pl.Int64,
    "precision": pl.Float64,
    "precision_from": pl.Float64,
    "recall": pl.Float64,
    "recall_from": pl.Float64,
}
"""Counts over listings, or over the parts of a list; a wrong value is both wrong and missed.
`_from` is the lower end of a share's 95 % interval: few listings carry some labels."""


def labelled(half: str, hand: str = "first") -> list[dict[str, Any]]:
    """Return the labelled listings of a half, one of `HALVES`, by a hand, one of `HANDS`.

    None where the hand's listings are not installed.
    """
    file = files("kit.practice").joinpath(HANDS[hand])
    if not file.is_file():
        return []
    listings = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [listing for listing in listings if listing["half"] == half]


def read(listing: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the grammar reads in a labelled listing, by field."""
    of = grammar()
    price, currency = read_price(listing["price_i"], listing["currency"], of)
    return read_offer(
        listing["title"] or "", listing["description"] or "", price, currency, of
    ).values


def score_fields(listings: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Score every field.

    Parameters
    ----------
    listings : iterable of mapping
        As from `labelled`.

    Returns
    -------
    polars.DataFrame
        Columns of `SCORES`, and a last row "hard negatives": of the listings that offer no reviews,
        how many are called offers (wrong) and how many not (right).
    """
    return score_read((read(listing), listing["labels"]) for listing in listings)


def score_half(half: str) -> pl.DataFrame:
    """Score every field on a half's listings: `hand` and columns of `SCORES`, a hand at a time."""
    scored = {hand: listings for hand in HANDS if (listings := labelled(half, hand))}
    return pl.concat(
        score_fields(listings).select(pl.lit(hand).alias("hand"), pl.all())
        for hand, listings in scored.items()
    )


def score_read(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> pl.DataFrame:
    """Score what was read against labels, both by field: columns of `SCORES`, as above."""
    counts = {name: [0, 0, 0] for name in NOTHING}
    spared = [0, 0, 0]
    for found, labels in pairs:
        for name, tally in counts.items():
            for place, part in enumerate(compared(found[name], labels[name])):
                tally[place] += part
        if not labels["offers_reviews"]:
            spared[found["offers_reviews"]] += 1
    rows = [(name, *tally) for name, tally in counts.items()]
    frame = pl.DataFrame(
        [*rows, ("hard negatives", *spared)], schema=list(SCORES)[:4], orient="row"
    )
    return with_shares(frame)


def with_shares(counts: pl.DataFrame) -> pl.DataFrame:
    """Return counts with precision and recall and the lower ends of both: columns of `SCORES`.

    Parameters
    ----------
    counts : polars.DataFrame
        field, right, wrong, missed.
    """
    right, wrong, missed = pl.col("right"), pl.col("wrong"), pl.col("missed")
    return counts.select(
        *list(SCORES)[:4],
        precision=right / (right + wrong),
        precision_from=_lower(right, wrong),
        recall=right / (right + missed),
        recall_from=_lower(right, missed),
    ).cast(SCORES)  # type: ignore[arg-type]


def _lower(hits: pl.Expr, others: pl.Expr) -> pl.Expr:
    """Return the lower end of a share's interval by Wilson (JASA 1927); NaN where there is none."""
    n = hits + others
    share, z2 = hits / n, _Z**2
    spread = (share * (1 - share) / n + z2 / (4 * n**2)).sqrt()
    return (share + z2 / (2 * n) - _Z * spread) / (1 + z2 / n)


def compared(found: Any, label: Any) -> tuple[int, int, int]:
    """Return how many values are right, wrong and missed."""
    if isinstance(label, list):
        one, other = set(found), set(label)
        return len(one & other), len(one - other), len(other - one)
    there, wanted = (value is not None and value is not False for value in (found, label))
    alike = abs(found - label) < 0.006 if _numbers(found, label) else found == label
    if there and wanted and alike:
        return 1, 0, 0
    return 0, int(there), int(wanted)


def _numbers(*values: Any) -> bool:
    return all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
