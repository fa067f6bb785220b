"""The kit itself, on all columns of a market or on the four that its peers read."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import polars as pl
from exchange import Named, Scores, main

import kit

KINDS = ("account", "product", "review")


def bare(folder: Path) -> pl.DataFrame:
    """Return the reviews as peers get them."""
    return pl.read_csv(folder / "reviews.csv").select(
        review_id="review",
        account_id="account",
        product_id="product",
        stars="stars",
        posted_at=pl.from_epoch(pl.col("day"), "d"),
    )


def find(folder: Path) -> tuple[Scores, Named]:
    reviews = folder / "reviews.parquet" if "whole" in sys.argv[3:] else bare(folder)
    with tempfile.TemporaryDirectory(prefix="kit-peers-") as place:
        case = kit.open_case(reviews, folder=Path(place) / "case")
        findings = kit.screen(case, save=False)
        scores = {}
        named = {}
        for kind in KINDS:
            ranked = kit.rank(case, kind, findings)
            scores[kind] = dict(ranked.select("entity_id", "score").iter_rows())
            named[kind] = kit.suspects(case, kind, findings=findings)["entity_id"].to_list()
        case.close()
    return scores, named


if __name__ == "__main__":
    main(find)
