"""Score trusted means on practice markets: how far from what honest people say, and how sure.

Two truths. `honest_mean` is the mean of the reviews that are there and were not paid for: errors
are measured against it. `expected_mean` is what people who are not paid give in the mean, of whom
the honest reviewers are a sample: that is what an interval is about.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from kit.detector import Progress
from kit.practice.archetypes import Wanted
from kit.practice.case import make_case
from kit.practice.draft import make_draft
from kit.practice.opinion import stars_expected
from kit.practice.scoring.ordering import score_ordering
from kit.practice.scoring.pool import run_all
from kit.practice.scoring.scoreboard import FIRST_SEED, check_size
from kit.practice.scoring.standing import PAID, planted
from kit.practice.season import DAY_SECONDS
from kit.screening import screen
from kit.trust import Weights, genuine, ratings
from kit.trust.known import known

BINS = (0.0, 0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99, 0.997, 1.0)
"""Ends of the bins in which probabilities are compared with shares."""

PRODUCTS: dict[str, type[pl.DataType]] = {
    "market": pl.String,
    "seed": pl.Int64,
    "product_id": pl.String,
    "archetype": pl.String,
    "reviews": pl.Int64,
    "paid": pl.Int64,
    "honest_mean": pl.Float64,
    "expected_mean": pl.Float64,
    "shown_mean": pl.Float64,
    "trusted_mean": pl.Float64,
    "trusted_low": pl.Float64,
    "trusted_high": pl.Float64,
    "rating": pl.Float64,
    "drop_suspects": pl.Float64,
}
"""Columns of what a market shows of each product with an honest review. archetype: of the plan that
wrote most of its paid reviews (NULL: none)."""

RELIABILITY: dict[str, type[pl.DataType]] = {
    "market": pl.String,
    "bin": pl.Int64,
    "reviews": pl.Int64,
    "sum_p": pl.Float64,
    "genuine": pl.Int64,
}


@dataclass(frozen=True)
class Task:
    """A market to score; `guilty` as for `kit.practice.generate`."""

    market: str
    seed: int
    reviews: int
    guilty: Wanted | None
    text: bool

    def __str__(self) -> str:
        """Return what it is called while it runs."""
        return f"{self.market} market, seed {self.seed}"


@dataclass(frozen=True)
class Trusted:
    """What markets showed.

    Parameters
    ----------
    products, reliability : polars.DataFrame
        Columns of `PRODUCTS` and `RELIABILITY`.
    ordering : polars.DataFrame
        As from `kit.practice.scoring.ordering.score_ordering`, with market and seed.
    """

    products: pl.DataFrame
    reliability: pl.DataFrame
    ordering: pl.DataFrame


def score_trust(
    seeds: int = 20,
    reviews: int = 40_000,
    first_seed: int = FIRST_SEED,
    text: bool = True,
    workers: int = 1,
    progress: Progress | None = None,
) -> Trusted:
    """Score trusted means on markets with the default mix, and on markets in which no one was paid.

    Parameters
    ----------
    seeds, reviews, first_seed, text, workers, progress
        As for `kit.practice.scoring.evaluate`.

    Returns
    -------
    Trusted
    """
    check_size(seeds, reviews)
    chosen = range(first_seed, first_seed + seeds)
    mixes: list[tuple[str, Wanted | None]] = [("paid", None), ("null", {})]
    tasks = [Task(name, seed, reviews, mix, text) for name, mix in mixes for seed in chosen]
    scored = run_all(score_one, tasks, workers, progress)
    return Trusted(*(pl.concat(frames) for frames in zip(*scored, strict=True)))


def score_one(task: Task, folder: str) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Make a market, rate and order its products and count; the frames of `Trusted`."""
    with tempfile.TemporaryDirectory(dir=folder) as here:
        case = make_case(
            task.seed, task.reviews, task.guilty, text=task.text, folder=Path(here) / "case"
        )
        try:
            findings = screen(case, save=False)
            rated = ratings(case, weights=Weights(), findings=findings)
            reviews = known(case, findings).select("review_id", "product_id", "stars", "p_genuine")
            ordered = score_ordering(case, genuine(case, findings=findings))
            truth = case.truth
        finally:
            case.close()
    paid = (
        planted(truth, "review")
        .filter(pl.col("standing") == PAID)
        .select("archetype", review_id="entity_id")
        .unique("review_id", keep="first", maintain_order=True)
    )
    told = (
        reviews.join(paid, on="review_id", how="left")
        .join(expected(task), on="review_id", how="left")
        .with_columns(honest=pl.col("archetype").is_null())
    )
    honest = pl.col("honest")
    of_product = (
        told.group_by("product_id")
        .agg(
            paid=(~honest).sum(),
            archetype=pl.col("archetype").drop_nulls().mode().sort().first(),
            honest_mean=pl.col("stars").filter(honest).mean(),
            expected_mean=pl.col("expected").fill_null(pl.col("stars")).filter(honest).mean(),
        )
        .filter(pl.col("honest_mean").is_not_null())
        .join(rated, on="product_id")
        .sort("product_id")
    )
    keys = {"market": pl.lit(task.market), "seed": pl.lit(task.seed)}
    return (
        of_product.with_columns(**keys).select(pl.col(c).cast(t) for c, t in PRODUCTS.items()),
        binned(told["p_genuine"].to_numpy(), told["honest"].to_numpy()).select(
            pl.lit(task.market).alias("market"), pl.all()
        ),
        ordered.with_columns(**keys),
    )


def expected(task: Task) -> pl.DataFrame:
    """Return what honest people give in the mean where each ordinary review lies.

    Returns
    -------
    polars.DataFrame
        review_id, expected (stars); NULL for the reviews of plans, who have minds of their own.
    """
    draft = make_draft(task.seed, task.reviews, task.guilty)
    rows = draft.rows
    day = rows.second // DAY_SECONDS
    stars = stars_expected(draft.catalogue, rows.product.astype(np.int64), day)
    return pl.DataFrame(
        {
            "review_id": draft.reviews.write(np.arange(len(rows))),
            "expected": pl.Series(np.where(rows.plan < 0, stars, np.nan)).fill_nan(None),
        }
    )


def binned(p: np.ndarray, genuine: np.ndarray) -> pl.DataFrame:
    """Count reviews by the probability that they were given: bin, reviews, sum_p, genuine."""
    at = np.clip(np.searchsorted(BINS, p, side="right") - 1, 0, len(BINS) - 2)
    counts, sums, found = (
        np.bincount(at, weights, minlength=len(BINS) - 1) for weights in (None, p, genuine)
    )
    return pl.DataFrame(
        {"bin": np.arange(len(counts)), "reviews": counts, "sum_p": sums, "genuine": found}
    ).select(pl.col(c).cast(t) for c, t in RELIABILITY.items() if c != "market")
