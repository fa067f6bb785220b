"""The scoreboard: what the kit finds, what it misses, and how many innocents it names."""

from kit.practice.scoring.curves import difficulty_curve
from kit.practice.scoring.grid import measure_grid, write_grid
from kit.practice.scoring.labelled import score_labelled
from kit.practice.scoring.likeness import measure_like
from kit.practice.scoring.look_alikes import measure_look_alikes, write_look_alikes
from kit.practice.scoring.pool import cores
from kit.practice.scoring.scoreboard import Scoreboard, evaluate
from kit.practice.scoring.steps import STEPS
from kit.practice.scoring.stored import read, write

__all__ = [
    "STEPS",
    "Scoreboard",
    "cores",
    "difficulty_curve",
    "evaluate",
    "measure_grid",
    "measure_like",
    "measure_look_alikes",
    "read",
    "score_labelled",
    "write",
    "write_grid",
    "write_look_alikes",
]
