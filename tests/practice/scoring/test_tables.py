"""Summaries of counts, worked by hand."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from kit.practice.scoring import tables
from kit.practice.scoring.one_market import NAMINGS, RANKINGS, Scored

KEYS = {"market": "guilty", "part": "all", "of": "", "fdr": 0.05, "entity_kind": "account"}


def naming(seed: int, standing: str, named: int, there: int, **more: Any) -> dict[str, Any]:
    return {**KEYS, "seed": seed, "standing": standing, "named": named, "there": there, **more}


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=NAMINGS)


def test_innocents_are_counted_by_look_and_market() -> None:
    rows = frame(
        naming(1, "look_alike", 2, 10, archetype="fans"),
        naming(2, "look_alike", 0, 12, archetype="fans"),
        naming(1, "ordinary", 1, 100),
        naming(2, "ordinary", 0, 100),
        naming(1, "look_alike", 2, 10),
        naming(1, "paid", 5, 5),
        naming(1, "ordinary", 9, 100, fdr=0.2),
    )
    found = tables.innocents(rows).select("looks_like", "named", "there", "markets_naming")
    assert found.rows() == [("fans", 2, 22, 1), ("ordinary", 1, 200, 1)]


def test_recall_sums_over_plans_and_draws_them_whole() -> None:
    rows = frame(
        naming(1, "paid", 4, 4, archetype="pool", plan="pool-1"),
        naming(2, "paid", 0, 4, archetype="pool", plan="pool-1"),
        naming(1, "paid", 4, 8),
    )
    found = tables.recall(rows).row(0, named=True)
    assert (found["plans"], found["there"], found["named"], found["recall"]) == (2, 8, 4, 0.5)
    assert (found["low"], found["high"]) == (0, 1)  # One plan of the two may be drawn twice.


def test_false_discovery_is_a_mean_over_markets() -> None:
    """One of four in the first market, nobody named in the second: (1/4 + 0) / 2."""
    rows = frame(
        naming(1, "paid", 3, 9),
        naming(1, "cover", 1, 9),
        naming(1, "ordinary", 0, 90),
        naming(2, "paid", 0, 9),
    )
    found = tables.false_discovery(rows).row(0, named=True)
    assert (found["named"], found["false"], found["proportion"]) == (4, 1, 0.125)
    assert found["markets_naming_innocents"] == 0  # Who wrote for looks was paid elsewhere.


def test_parts_stand_beside_the_whole() -> None:
    measured = [
        {**KEYS, "seed": seed, "metric": metric, "value": value, "draws": [value, value + 0.1]}
        for seed, metric, value in ((1, "ap", 0.2), (2, "ap", 0.4), (1, "auc", 0.7))
    ]
    scored = Scored(
        frame(naming(1, "paid", 3, 4), naming(1, "ordinary", 1, 90)),
        pl.DataFrame([{k: row[k] for k in RANKINGS} for row in measured], schema=RANKINGS),
    )
    part = tables.parts(scored).row(0, named=True)
    assert (part["ap"], part["auc"]) == (pytest.approx(0.3), 0.7)
    assert (part["named"], part["false"], part["recall"]) == (4, 1, 0.75)
    ranks = tables.ranking(scored.rankings).row(0, named=True)
    assert ranks["value"] == pytest.approx(0.3)
    assert (ranks["low"], ranks["high"]) == (pytest.approx(0.3025), pytest.approx(0.3975))
