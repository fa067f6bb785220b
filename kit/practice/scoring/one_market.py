"""Score one practice market: make it, screen it, count whom it names, measure its ranks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from scipy import sparse

from kit.case import Case
from kit.detectors import DETECTORS
from kit.practice.archetypes import Wanted
from kit.practice.case import make_case
from kit.practice.scoring.metrics import METRICS, Floats, best_first, measure, over_products
from kit.practice.scoring.naming import KINDS, LEVELS, NAMING, name
from kit.practice.scoring.standing import PAID, planted
from kit.ranking import rank
from kit.screening import screen

RANKED = ("account", "product", "review")

PARTS_FDR = 0.05
"""The rate at which each detector alone, and the rest without each family, name."""

Schema: TypeAlias = Mapping[str, Any]

_KEYS: Schema = {"market": pl.String, "seed": pl.Int64, "part": pl.String, "of": pl.String}
NAMINGS: Schema = {**_KEYS, **NAMING}
RANKINGS: Schema = {
    **_KEYS,
    "entity_kind": pl.String,
    "metric": pl.String,
    "value": pl.Float64,
    "draws": pl.List(pl.Float64),
}
"""Columns of both results. `part` is "all", "only" (one detector, named by `of`) or "without" (one
family). `draws` are a measure's values over products drawn with replacement, for "all" alone."""


@dataclass(frozen=True)
class Task:
    """A market to score.

    Parameters
    ----------
    market : str
        What it is called in the results: "null", "guilty" or a plan's difficulty.
    seed, reviews : int
    guilty, innocent : mapping, optional
        As for `kit.practice.generate`.
    text : bool
        Whether reviews have texts; without them the detectors that read texts are not tested.
    draws : int
        Bootstrap draws of the ranks' measures; 0 measures no ranks.
    parts : bool
        Whether each detector is scored alone, and each family left out.
    kinds : tuple of str
        Entity kinds to name.
    levels : tuple of float
        False-discovery rates to name at.
    """

    market: str
    seed: int
    reviews: int
    guilty: Wanted | None
    innocent: Wanted | None
    text: bool = True
    draws: int = 0
    parts: bool = False
    kinds: tuple[str, ...] = KINDS
    levels: tuple[float, ...] = LEVELS

    def __str__(self) -> str:
        """Return what it is called while it runs."""
        return f"{self.market} market, seed {self.seed}"


@dataclass(frozen=True)
class Scored:
    """What a market showed: frames with the columns of `NAMINGS` and `RANKINGS`."""

    namings: pl.DataFrame
    rankings: pl.DataFrame


@dataclass(frozen=True)
class Screened:
    """A screened practice case with its truth, and what all of its parts share."""

    case: Case
    truth: pl.DataFrame
    findings: pl.DataFrame
    there: dict[str, pl.Series]


def score_market(task: Task, folder: str) -> Scored:
    """Make a market in a folder of its own within `folder`, score it and delete it."""
    with tempfile.TemporaryDirectory(prefix="kit-market-", dir=folder) as place:
        case = make_case(
            task.seed, task.reviews, task.guilty, task.innocent, task.text, Path(place) / "case"
        )
        try:
            return score_case(case, case.truth, task)
        finally:
            case.close()


def score_case(case: Case, truth: pl.DataFrame, task: Task) -> Scored:
    """Screen a case whose truth is known and score what it shows."""
    ids = case.sql("select review_id, account_id, product_id from reviews")
    there = {kind: ids[f"{kind}_id"].drop_nulls().unique() for kind in RANKED}
    market = Screened(case, truth, screen(case, save=False), there)
    keys = {"market": task.market, "seed": task.seed}
    namings = [_named(market, market.findings, keys | _ALL, task.kinds, task.levels)]
    rankings = _ranks(market, ids, task, keys | _ALL) if task.draws else []
    if task.parts:
        for part, of, findings in parts(market.findings):
            about = keys | {"part": part, "of": of}
            named = tuple(kind for kind in RANKED if kind in task.kinds)
            namings.append(_named(market, findings, about, named, (PARTS_FDR,)))
            rankings += _part_ranks(market, findings, task.seed, about)
    return Scored(_frame(namings, NAMINGS), _frame(rankings, RANKINGS))


_ALL = {"part": "all", "of": ""}


def parts(findings: pl.DataFrame) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """Yield the findings of each detector alone, then those without each family."""
    for detector in DETECTORS:
        yield "only", detector, findings.filter(pl.col("detector") == detector)
    for family in sorted({detector.family for detector in DETECTORS.values()}):
        yield "without", family, findings.filter(pl.col("family") != family)


def spread(ids: pl.DataFrame, kind: str, entities: pl.Series) -> sparse.csr_matrix:
    """Return how the reviews of each entity are spread over products, shape (entities, products).

    Rows are in the order of `entities` and sum to 1.
    """
    rows = (
        ids.select(entity=f"{kind}_id", product=pl.col("product_id").fill_null(""))
        .filter(pl.col("entity").is_not_null())
        .group_by("entity", "product")
        .len()
    )
    at = pl.DataFrame({"entity": entities}).with_row_index("row")
    rows = rows.join(at, on="entity").with_columns(
        column=pl.col("product").rank("dense") - 1,
        share=pl.col("len") / pl.col("len").sum().over("entity"),
    )
    place = (rows["row"].to_numpy(), rows["column"].to_numpy())
    products = rows["product"].n_unique()
    shape = (entities.len(), products)
    return sparse.csr_matrix((rows["share"].to_numpy(), place), shape=shape)


def _named(
    market: Screened,
    findings: pl.DataFrame,
    keys: dict[str, object],
    kinds: tuple[str, ...],
    levels: tuple[float, ...],
) -> pl.DataFrame:
    counted = name(market.case, market.truth, findings, market.there, kinds, levels)
    return counted.with_columns(pl.lit(value).alias(key) for key, value in keys.items())


def _ranks(
    market: Screened, ids: pl.DataFrame, task: Task, keys: dict[str, object]
) -> list[pl.DataFrame]:
    """Measures of each kind's rank, with their draws over products."""
    frames = []
    for kind in RANKED:
        ranked = rank(market.case, kind, market.findings)
        entities, labels = ordered(ranked, market.truth, kind, task.seed)
        shares = spread(ids, kind, entities)
        drawn = np.concatenate(list(over_products(labels, shares, task.draws, task.seed)), axis=1)
        frames.append(_measures(measure(labels)[:, 0], kind, keys, drawn))
    return frames


def _part_ranks(
    market: Screened, findings: pl.DataFrame, seed: int, keys: dict[str, object]
) -> list[pl.DataFrame]:
    """Measures of a part's own order.

    A detector alone orders by its own score what it flags itself, and otherwise by what its
    findings add to a rank. Without a family, a rank is the sum of the other families.
    """
    frames = []
    for kind in RANKED:
        own = findings.filter(pl.col("entity_kind") == kind).select("entity_id", "score")
        ranked = rank(market.case, kind, findings)
        if keys["part"] == "without":
            family = str(keys["of"])
            if family in ranked.columns:
                ranked = ranked.with_columns(score=pl.col("score") - pl.col(family))
        elif own.height:
            ranked = ranked.select("entity_id").join(own, on="entity_id", how="left")
        else:
            bare = rank(market.case, kind, findings.clear()).select("entity_id", base="score")
            ranked = ranked.join(bare, on="entity_id").with_columns(
                score=(pl.col("score") - pl.col("base")).round(6)
            )
        _, labels = ordered(ranked, market.truth, kind, seed)
        frames.append(_measures(measure(labels)[:, 0], kind, keys))
    return frames


def ordered(
    ranked: pl.DataFrame, truth: pl.DataFrame, kind: str, seed: int
) -> tuple[pl.Series, np.ndarray]:
    """Return entities by falling score, ties at random, and whether each was paid."""
    paid = planted(truth, kind).filter(pl.col("standing") == PAID)["entity_id"].unique()
    # Sorted by id first, so that the random order does not depend on that of the rank.
    ranked = ranked.sort("entity_id")
    order = best_first(ranked["score"].cast(pl.Float64).to_numpy(), seed)
    entities = ranked["entity_id"].gather(order)
    return entities, entities.is_in(paid.to_list()).to_numpy()


def _measures(
    values: Floats, kind: str, keys: dict[str, object], drawn: Floats | None = None
) -> pl.DataFrame:
    draws = [None] * len(METRICS) if drawn is None else [row.tolist() for row in drawn]
    return pl.DataFrame(
        {"metric": METRICS, "value": values, "draws": draws},
        schema_overrides={"draws": pl.List(pl.Float64)},
    ).with_columns(
        pl.lit(kind).alias("entity_kind"),
        *(pl.lit(value).alias(key) for key, value in keys.items()),
    )


def _frame(frames: list[pl.DataFrame], schema: Schema) -> pl.DataFrame:
    """Return frames as one with the columns of a schema; what could not be measured is NULL."""
    held = [frame.select(pl.col(c).cast(t) for c, t in schema.items()) for frame in frames]
    whole = pl.concat([pl.DataFrame(schema=schema), *held])
    return whole.with_columns(pl.col(pl.Float64).fill_nan(None))
