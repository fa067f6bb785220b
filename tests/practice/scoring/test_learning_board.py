"""Marks of learning are told of markets, with what one bad market does to them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from kit.errors import ParameterError
from kit.practice.scoring.learning import CURVE
from kit.practice.scoring.learning_board import (
    LearningBoard,
    evaluate_learning,
    read_learning,
    summed_up,
    write_learning,
)


def played(seed: int, rules: float, adapting: float, *, promoted: bool = False) -> Any:
    rows = [
        {
            "seed": seed, "quarter": quarter, "tactic": "slowly", "accounts": 100, "paid": 5,
            "rules": rules, "frozen": rules, "adapting": adapting,
            "calibration_error": 0.02 + 0.01 * quarter, "champion": "one", "promoted": quarter == 4,
        }
        for quarter in (4, 5)
    ]  # fmt: skip
    contest = SimpleNamespace(difference=0.1, low=-0.1, high=0.2, promoted=promoted)
    return SimpleNamespace(curve=pl.DataFrame(rows, schema=CURVE), poisoned=contest)


def board(*markets: Any) -> LearningBoard:
    seeds = [int(one.curve["seed"][0]) for one in markets]
    return summed_up({"seeds": seeds, "reviews": 9, "team": {}}, seeds, list(markets))


def mark(of: LearningBoard, name: str) -> float:
    return float(of.marks.filter(pl.col("mark").str.contains(name, literal=True))["value"].item())


def test_marks_are_means_over_markets() -> None:
    told = board(played(1, 0.2, 0.5), played(2, 0.4, 0.4, promoted=True))
    assert mark(told, "AP of adapting / rules") == pytest.approx(0.9 / 0.6)
    assert mark(told, "calibration error") == pytest.approx(0.065)
    assert mark(told, "promotions in 8 quarters") == 1
    assert mark(told, "below the rules") == 0
    assert mark(told, "poisoned") == 0.5


def test_a_market_that_falls_below_the_rules_is_told() -> None:
    assert mark(board(played(1, 0.2, 0.5), played(2, 0.4, 0.37)), "below the rules") == 0.5


def test_what_is_written_is_read(tmp_path: Path) -> None:
    told = board(played(1, 0.2, 0.5), played(2, 0.4, 0.4))
    paths = write_learning(told, tmp_path)
    assert all(path.is_file() for path in paths)
    about, curve = read_learning(tmp_path)
    assert about["seeds"] == [1, 2]
    assert curve.equals(told.curve)


def test_the_shipped_curve_has_all_orders() -> None:
    about, curve = read_learning()
    assert len(about["seeds"]) == 20
    assert set(curve["order"]) == {"rules", "frozen", "adapting"}


def test_no_market_is_refused() -> None:
    with pytest.raises(ParameterError, match="seeds = 0"):
        evaluate_learning(seeds=0)
