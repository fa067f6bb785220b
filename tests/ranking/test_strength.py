"""One p-value for each account, whatever the market's size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import kit
from kit.ranking.families import SHARES, Routes
from kit.ranking.strength import scores, strengths, strongest
from tests.case_rows import case_of
from tests.ranking.market import ordinary, ring


def test_the_strongest_way_counts_over_its_share() -> None:
    ways = Routes(np.array([[0.01, 1e-6], [0.5, 1.0], [1.0, 1.0]]), ("joint", "ring"))
    both = SHARES["joint"] + SHARES["ring"]
    found = strongest(ways)
    assert found[0] == pytest.approx(1e-6 * both / SHARES["ring"])
    assert found[1:].tolist() == [1.0, 1.0]
    assert strongest(Routes(np.ones((0, 2)), ("joint", "ring"))).size == 0


def test_a_score_is_a_power_of_ten() -> None:
    assert scores(np.array([1.0, 0.001, 0.0])).tolist() == [0.0, 3.0, 300.0]


def test_the_strengths_are_those_of_the_suspects(tmp_path: Path) -> None:
    case = case_of(ordinary() + ring(), tmp_path)
    findings = kit.screen(case, save=False)
    held = strengths(case, findings).sort("p_value", "entity_id")
    named = kit.suspects(case, findings=findings)
    assert (
        set(held.head(4)["entity_id"]) == set(named["entity_id"]) == {f"ring{m}" for m in range(4)}
    )
    both = named.join(held, on="entity_id")
    assert (both["p_value"] <= both["q_value"]).all()
