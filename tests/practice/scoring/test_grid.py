"""The grid counts innocents at each level, circles of them, and the paid accounts that show."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kit.practice.archetypes import GUILTY
from kit.practice.scoring import grid as ours
from kit.practice.truth import TRUTH
from kit.ranking.calibration import INNOCENTS, LEVELS, PAID_ACCOUNTS


def truth(guilty: bool, plan: str, *accounts: str) -> pl.DataFrame:
    rows = [
        dict.fromkeys(TRUTH)
        | {"entity_kind": "account", "entity_id": account, "guilty": guilty, "plan": plan}
        | {"archetype": plan.partition("-")[0], "role": "deed"}
        for account in accounts
    ]
    return pl.DataFrame(rows, schema=TRUTH)


SCORED = pl.DataFrame(
    {"entity_id": list("abcde"), "reviews": [9, 5, 4, 2, 1], "score": [4.2, 3.0, 1.1, 0.6, 0.0]}
)


def test_innocents_of_one_plan_are_a_circle() -> None:
    found = ours.innocents(SCORED, truth(False, "family-1", "a", "b")).sort("score")
    assert found["score"].to_list() == list(LEVELS)
    counts = found.select("score", "as_high", "squares").iter_rows()
    at = {score: (high, squares) for score, high, squares in counts}
    assert at[0.0] == (5, 5)
    assert at[0.5] == (4, 2 * 2 + 1 + 1)
    assert at[3.0] == (2, 4)
    assert at[4.0] == (1, 1)
    assert at[5.0] == (0, 0)
    assert (found["innocents"] == 5).all()


def test_paid_accounts_that_show_are_counted() -> None:
    planted = pl.concat([truth(True, "ring-1", "a", "c"), truth(False, "family-1", "b")])
    assert ours.paid(SCORED, planted).rows() == [("ring", 2, 1, 13, 9)]


def test_larger_cells_get_fewer_markets_and_archetypes_take_turns() -> None:
    chosen = list(ours.places(12, 2_000))
    assert [chosen[0].reviews, chosen[-1].reviews] == [1_000_000, 10_000]
    markets = {size: sum(place.reviews == size for place in chosen) // 8 for size in ours.SIZES}
    assert list(markets.values()) == [12, 7, 4, 2, 1]
    turns = [ours.plans(10_000, seed) for seed in range(2_000, 2_004)]
    assert all(sum(turn.values()) == round(len(GUILTY) / 4) for turn in turns)
    assert all(sum(turn[name] for turn in turns) for name in GUILTY)
    assert set(ours.plans(80_000, 1).values()) == {2}


def test_a_small_grid_from_end_to_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ours, "SIZES", (5_000,))
    monkeypatch.setattr(ours, "PER_PRODUCT", (50,))
    monkeypatch.setattr(ours, "LARGEST_WITH_TEXT", 0)
    found = ours.measure_grid(1, 1_000)
    assert found.innocents.schema == INNOCENTS
    assert found.paid.schema == PAID_ACCOUNTS
    assert found.innocents.filter(pl.col("score") == 0)["brands"].to_list() == [False, True]
    assert (found.innocents["innocents"] > 1_000).all()
    paths = ours.write_grid(found, tmp_path / "made")
    assert [path.name for path in paths] == ["calibration_innocents.csv", "calibration_paid.csv"]
    assert pl.read_csv(paths[0], schema=INNOCENTS).equals(found.innocents)
