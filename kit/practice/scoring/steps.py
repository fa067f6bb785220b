"""The settings that difficulty curves are drawn over: each archetype at each value of its dial."""

from __future__ import annotations

from kit.practice.difficulty import DIFFICULTY
from kit.practice.scoring.curves import Steps

STEPS: Steps = {
    name: [harder.at(value) for value in harder.values] for name, harder in DIFFICULTY.items()
}
