"""Whether the rank's weights carry over to products on which they were not chosen.

    python -m benchmarks.held_out FILE [--label NAME] [--splits 12] [--without TERM ...]

FILE is a labelled market, as for `kit evaluate --case`; it is imported without its labels. A split
draws half of the products. Weights are searched there from nothing, by steps of one weight at a
time, for the sum of AUC and AP of reviews and accounts; then they are scored on the other half, and
so are the weights that the kit ships. An account's score is the mean over its reviews in the half.
Ties are in random order. --without leaves terms out, so that a term is judged by what it adds where
its weight was not chosen. Findings add nothing here; the last table has the whole market with them,
and intervals over products drawn with replacement.

Read P@100 with care: 100 draws have a standard error of .05.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from kit.practice.scoring.labelled import (
    LABEL,
    score_labelled,
    unlabelled,
    without_top_product,
)
from kit.practice.scoring.metrics import METRICS, TOP, Bools, Floats, best_first, measure
from kit.practice.scoring.summary import markdown
from kit.ranking.terms import review_terms
from kit.ranking.weights import TERMS

KINDS = ("review", "account")
NAMES = [term.name for term in TERMS]
SHIPPED = np.array([term.weight for term in TERMS])
SCALE = NAMES.index("thin")
"""The term whose weight stays 1: an order does not depend on the scale of its scores."""

STEPS = (0.4, 0.2, 0.1, 0.05)
MOST = 4.0
ROUNDS = 3
"""Sizes of a step, the largest weight, and rounds over all weights with steps of one size."""

TOPS = METRICS[2:]
"""Measures that look at the first 100 alone; they are also taken without one product."""


@dataclass(frozen=True)
class Entities:
    """Reviews or accounts of one half: names, labels and the means of their terms."""

    ids: pl.Series
    labels: Bools
    terms: Floats

    @classmethod
    def of(cls, reviews: pl.DataFrame, kind: str) -> Entities:
        rows = (
            reviews.drop_nulls(f"{kind}_id")
            .group_by(entity_id=f"{kind}_id")
            .agg(pl.col("label").any(), pl.col(NAMES).mean())
            .sort("entity_id")
        )
        return cls(rows["entity_id"], rows["label"].to_numpy(), rows.select(NAMES).to_numpy())


@dataclass(frozen=True)
class Half:
    """Half of the products, with all of their reviews."""

    reviews: pl.DataFrame
    kinds: dict[str, Entities]

    @classmethod
    def of(cls, reviews: pl.DataFrame) -> Half:
        return cls(reviews, {kind: Entities.of(reviews, kind) for kind in KINDS})

    def worth(self, weights: Floats) -> float:
        """Return what the search makes large: AUC and AP of both kinds, summed."""
        total = 0.0
        for held in self.kinds.values():
            order = best_first(held.terms @ weights)
            total += float(measure(held.labels[order])[:2, 0].sum())
        return total

    def measures(self, weights: Floats, seed: int) -> pl.DataFrame:
        """Return entity_kind, metric, value; the top also without the product that fills it."""
        rows = []
        for kind, held in self.kinds.items():
            order = best_first(held.terms @ weights, seed)
            ranked = pl.DataFrame({"entity_id": held.ids, "label": held.labels})[order]
            rest = without_top_product(ranked, self.reviews, kind)["label"].to_numpy()
            rows += [
                (kind, metric, float(value))
                for metric, value in zip(METRICS, measure(held.labels[order])[:, 0], strict=True)
            ]
            rows += [
                (kind, f"{metric}_without_top_product", float(value))
                for metric, value in zip(TOPS, measure(rest)[2:, 0], strict=True)
            ]
        return pl.DataFrame(rows, schema=["entity_kind", "metric", "value"], orient="row")


def search(half: Half, free: list[int]) -> Floats:
    """Return weights found on one half, from nothing but the scale."""
    weights = np.zeros(len(NAMES))
    weights[SCALE] = 1.0
    best = half.worth(weights)
    for step in STEPS:
        for _ in range(ROUNDS):
            before = best
            for term in free:
                for move in (step, -step):
                    weights, best = walk(half, weights, best, term, move)
            if best == before:
                break
    return weights


def walk(half: Half, weights: Floats, best: float, term: int, move: float) -> tuple[Floats, float]:
    """Move one weight one way for as long as that helps."""
    while 0.0 <= round(weights[term] + move, 9) <= MOST:
        tried = weights.copy()
        tried[term] = round(tried[term] + move, 9)
        worth = half.worth(tried)
        if worth <= best:
            break
        weights, best = tried, worth
    return weights, best


def labelled_terms(file: Path, label: str) -> pl.DataFrame:
    """Return each review's names, label and terms; what is unknown counts as ordinary."""
    with redirect_stdout(sys.stderr), unlabelled(file, label) as (case, labels):
        terms = review_terms(case)
    known = terms.join(labels, on="review_id", how="left").sort("review_id")
    return known.with_columns(
        pl.col("label").fill_null(False),
        pl.col(NAMES).cast(pl.Float64).fill_null(pl.col(NAMES).mean()).fill_null(0.0),
    )


def halves(reviews: pl.DataFrame, seed: int) -> tuple[Half, Half]:
    products = reviews["product_id"].drop_nulls().unique().sort()
    drawn = np.random.default_rng(seed).permutation(products.len()) < products.len() // 2
    mine = pl.col("product_id").is_in(products.filter(pl.Series(drawn)).to_list())
    return Half.of(reviews.filter(mine)), Half.of(reviews.filter(~mine))


def compare(
    reviews: pl.DataFrame, splits: int, free: list[int], shipped: Floats
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return measures (weights, split, entity_kind, metric, value), and the weights found."""
    measured, found = [], []
    for split in range(splits):
        mine, other = halves(reviews, split)
        searched = search(mine, free)
        found.append(dict(zip(NAMES, searched.tolist(), strict=True)))
        for name, weights in (("searched", searched), ("shipped", shipped)):
            about = {"weights": pl.lit(name), "split": pl.lit(split)}
            measured.append(other.measures(weights, split).with_columns(**about))
        print(f"split {split + 1} of {splits}", file=sys.stderr, flush=True)
    return pl.concat(measured), pl.DataFrame(found)


def report(measured: pl.DataFrame, found: pl.DataFrame, shipped: Floats) -> None:
    """Print the mean and spread over splits, each split, and the weights."""
    value = pl.col("value")
    keys = ["entity_kind", "metric", "weights"]
    spread = measured.group_by(keys, maintain_order=True).agg(
        mean=value.mean(), sd=value.std(), least=value.min(), most=value.max()
    )
    print(markdown(spread.sort("entity_kind", maintain_order=True).with_columns(rounded())))
    for kind in KINDS:
        wide = measured.filter(entity_kind=kind).pivot(
            "metric", index=["weights", "split"], values="value"
        )
        print(f"\nEach split, {kind}s\n\n{markdown(wide.with_columns(rounded()))}")
    table = pl.DataFrame(
        {
            "term": NAMES,
            "shipped": shipped,
            "searched, mean": found.mean().row(0),
            "searched, sd": found.std().row(0),
        }
    )
    print(f"\n{markdown(table.with_columns(rounded()))}")


def rounded() -> pl.Expr:
    return pl.col(pl.Float64).round(4)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.held_out")
    parser.add_argument("file", type=Path)
    parser.add_argument("--label", default=LABEL)
    parser.add_argument("--splits", type=int, default=12)
    parser.add_argument("--without", nargs="*", default=[], choices=NAMES, metavar="TERM")
    given = parser.parse_args()
    reviews = labelled_terms(given.file, given.label)
    free = [n for n, name in enumerate(NAMES) if n != SCALE and name not in given.without]
    shipped = np.where(np.isin(NAMES, given.without), 0.0, SHIPPED)
    report(*compare(reviews, given.splits, free, shipped), shipped)
    if not given.without:
        print(f"\nThe whole market, shipped weights and findings; the first {TOP}\n")
        with redirect_stdout(sys.stderr):
            whole = score_labelled(given.file, given.label)
        print(markdown(whole))


if __name__ == "__main__":
    main()
