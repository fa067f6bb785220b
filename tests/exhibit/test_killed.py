"""Whoever reviews or exports may be killed: no verdict is lost, no half bundle verifies."""

from __future__ import annotations

from pathlib import Path

import kit
from tests.exhibit.bundled import FEW, small_case
from tests.exhibit.killing import kills, lost

KILLS = 12


def test_nothing_is_lost_when_killed(tmp_path: Path) -> None:
    case = small_case(tmp_path, FEW)
    kit.screen(case)
    case.close()
    place = tmp_path / "bundles"
    found = kills(tmp_path / "case", place, KILLS, seed=6)
    assert found.total() == KILLS
    assert lost(tmp_path / "case", place) == []
