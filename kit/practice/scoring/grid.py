"""The calibration grid: how innocents score, and how much of what is paid shows, by kind of market.

`kit.suspects` and `kit.base_rate` read it. A cell is a size, a number of reviews for each product,
and brands known or not. Its innocents are all accounts of markets in which nobody was paid, with
every look-alike; its paid accounts are those of markets with as many plans as are usual.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import sqrt
from pathlib import Path

import polars as pl

from kit.detector import Progress
from kit.practice.archetypes import GUILTY
from kit.practice.scoring.likeness import Shape, case_like
from kit.practice.scoring.pool import run_all
from kit.practice.scoring.scoreboard import FIRST_SEED
from kit.practice.scoring.standing import PAID, planted
from kit.ranking.calibration import CELL, INNOCENTS, LEVELS, PAID_ACCOUNTS, SHOWS, Grid
from kit.ranking.strength import scores, strengths
from kit.screening import screen

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
PER_PRODUCT = (15, 120)

LARGEST_WITH_TEXT = 300_000
"""Texts take most of the time. In a larger market innocents are judged without them."""

A_PLAN_FOR = 40_000
"""Reviews for each plan of an archetype, as in the default mix."""

FDR = 0.05


@dataclass(frozen=True)
class Place:
    """One market of a cell: its seed, what it is like, and whether anyone in it was paid."""

    seed: int
    reviews: int
    per_product: int
    brands: bool
    paid: bool

    def __str__(self) -> str:
        """Return what it is called while it runs."""
        kind = "paid" if self.paid else "null"
        return f"{kind} market of {self.reviews:,}, seed {self.seed}"

    @property
    def texts(self) -> bool:
        """Whether its reviews have texts."""
        return self.reviews <= LARGEST_WITH_TEXT

    @property
    def shape(self) -> Shape:
        """What the market is made like."""
        unknown = (() if self.brands else ("brand",)) + (() if self.texts else ("text", "title"))
        return Shape(self.reviews, self.reviews // self.per_product, unknown, by_day=False)


def places(seeds: int, first_seed: int) -> Iterator[Place]:
    """Give the markets of every cell, the largest first, so that no process works alone at the end.

    A cell of the smallest size has `seeds` markets of each kind. Larger ones hold more accounts and
    get fewer: in proportion to 1 / sqrt(size), at least one.
    """
    for reviews, per_product, brands in product(reversed(SIZES), PER_PRODUCT, (True, False)):
        markets = max(1, round(seeds * sqrt(SIZES[0] / reviews)))
        for seed, paid in product(range(first_seed, first_seed + markets), (True, False)):
            yield Place(seed, reviews, per_product, brands, paid)


def plans(reviews: int, seed: int) -> dict[str, int]:
    """Return how many of each guilty archetype a market holds: as many as in the default mix.

    Where it has no room for one of each, archetypes take turns from seed to seed: by lot, as in
    the default mix, some would be missing from a cell of few markets.
    """
    each, rest = divmod(reviews, A_PLAN_FOR)
    names, more = list(GUILTY), round(len(GUILTY) * rest / A_PLAN_FOR)
    turn = {names[(seed * more + place) % len(names)] for place in range(more)}
    return {name: each + (name in turn) for name in names}


def measure_grid(
    seeds: int = 12,
    first_seed: int = 2 * FIRST_SEED,
    workers: int = 1,
    progress: Progress | None = None,
) -> Grid:
    """Make and screen the markets of every cell, and count.

    Parameters
    ----------
    seeds : int
        Markets of each kind in a cell of the smallest size; see `places`.
    first_seed, workers, progress
        As for `kit.practice.scoring.evaluate`.

    Returns
    -------
    Grid
        `innocents` with the columns of `INNOCENTS`, `paid` with those of `PAID_ACCOUNTS`.
    """
    chosen = list(places(seeds, first_seed))
    return summed(run_all(_market, chosen, workers, progress))


def summed(counted: list[tuple[pl.DataFrame, pl.DataFrame]]) -> Grid:
    """Return the counts of markets, by cell."""
    innocents = pl.concat([pl.DataFrame(schema=INNOCENTS), *(one for one, _ in counted)])
    paid = pl.concat([pl.DataFrame(schema=PAID_ACCOUNTS), *(other for _, other in counted)])
    return Grid(
        innocents.group_by(*CELL, "score").sum().select(list(INNOCENTS)).sort(*CELL, "score"),
        paid.group_by(*CELL, "archetype")
        .sum()
        .select(list(PAID_ACCOUNTS))
        .sort(*CELL, "archetype"),
    )


def write_grid(grid: Grid, folder: Path) -> list[Path]:
    """Write a grid as the two CSV files that the kit ships in `kit/ranking`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "calibration_innocents.csv", folder / "calibration_paid.csv"]
    grid.innocents.write_csv(paths[0])
    grid.paid.write_csv(paths[1])
    return paths


def _market(place: Place, folder: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Count the innocents of a null market, or the paid accounts of another."""
    with tempfile.TemporaryDirectory(dir=folder) as here:
        guilty = plans(place.reviews, place.seed) if place.paid else {}
        case, truth = case_like(place.shape, place.seed, guilty, Path(here))
        try:
            held = strengths(case, screen(case, save=False), FDR)
            accounts = case.sql(
                "select account_id as entity_id, count(*) as reviews from reviews "
                "where account_id is not null group by account_id"
            )
        finally:
            case.close()
    scored = accounts.join(held, on="entity_id", how="left").with_columns(
        pl.col("p_value").fill_null(1.0)
    )
    scored = scored.with_columns(score=pl.Series(scores(scored["p_value"].to_numpy())))
    if place.paid:
        return pl.DataFrame(schema=INNOCENTS), _of_cell(place, paid(scored, truth), PAID_ACCOUNTS)
    return _of_cell(place, innocents(scored, truth), INNOCENTS), pl.DataFrame(schema=PAID_ACCOUNTS)


def innocents(scored: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """Count a null market's accounts at or above each level.

    Parameters
    ----------
    scored : polars.DataFrame
        entity_id, score of every account.
    truth : polars.DataFrame

    Returns
    -------
    polars.DataFrame
        markets, innocents, score, as_high, squares. Innocents who did something together (one
        family, fans of one series) are a circle and score together; `squares` is the sum over
        circles of the square of how many of it score this high. Others are circles of one.
    """
    plans = planted(truth, "account").select("entity_id", "plan").unique("entity_id")
    high = scored.filter(pl.col("score") >= LEVELS[1]).join(plans, on="entity_id", how="left")
    circles = high.with_columns(circle=pl.coalesce("plan", "entity_id"))
    rows = []
    for level in LEVELS:
        sizes = circles.filter(pl.col("score") >= level).group_by("circle").len()["len"]
        rows.append((level, int(sizes.sum()), int((sizes.cast(pl.Int64) ** 2).sum())))
    counted = pl.DataFrame(rows, schema=["score", "as_high", "squares"], orient="row")
    # At the lowest level, 0, is everyone, and nobody looks at circles.
    whole = pl.when(pl.col("score") == 0).then(scored.height)
    return counted.with_columns(
        whole.otherwise("as_high").alias("as_high"),
        whole.otherwise("squares").alias("squares"),
        markets=pl.lit(1),
        innocents=pl.lit(scored.height),
    )


def paid(scored: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """Count a market's paid accounts, and those whose evidence shows, by archetype.

    Returns
    -------
    polars.DataFrame
        archetype, accounts, showing, reviews_by, showing_reviews. An account of several plans is
        counted with each.
    """
    plans = planted(truth, "account").filter(pl.col("standing") == PAID)
    shows = pl.col("score") >= SHOWS
    return (
        plans.select("entity_id", "archetype")
        .unique()
        .join(scored, on="entity_id")
        .group_by("archetype")
        .agg(
            pl.len().alias("accounts"),
            shows.sum().alias("showing"),
            pl.col("reviews").sum().alias("reviews_by"),
            pl.col("reviews").filter(shows).sum().alias("showing_reviews"),
        )
    )


def _of_cell(place: Place, counted: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    about = {name: getattr(place, name) for name in CELL}
    return counted.with_columns(pl.lit(value).alias(name) for name, value in about.items()).select(
        pl.col(name).cast(dtype) for name, dtype in schema.items()
    )
