"""What is found as a plan is hidden better: recall along an archetype's dial."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

import polars as pl

from kit.detector import Progress
from kit.errors import ParameterError
from kit.practice.plan import Archetype
from kit.practice.scoring.naming import KINDS
from kit.practice.scoring.one_market import PARTS_FDR, Task
from kit.practice.scoring.scoreboard import FIRST_SEED, score_all
from kit.practice.scoring.tables import recall

Steps = Mapping[str, Sequence[Archetype]]
"""Archetypes by name, each with the settings to try; they differ in one dial."""


def difficulty_curve(
    steps: Steps,
    seeds: int = 3,
    reviews: int = 100_000,
    first_seed: int = FIRST_SEED,
    fdr: float = PARTS_FDR,
    text: bool = True,
    workers: int = 1,
    progress: Progress | None = None,
) -> pl.DataFrame:
    """Plant each archetype at each of its settings, in markets of their own.

    Parameters
    ----------
    steps : mapping of archetype to sequence of Archetype
    seeds, reviews, first_seed, text, workers, progress
        As for `kit.practice.scoring.evaluate`. Every market has the innocent look-alikes, and one
        plan for every 40,000 reviews.
    fdr : float

    Returns
    -------
    polars.DataFrame
        archetype, dial, value, entity_kind, plans, there, named, recall, low, high; sorted.

    Raises
    ------
    ParameterError
        Where an archetype's settings do not differ in exactly one dial.
    """
    tasks, settings = [], []
    for archetype, choices in steps.items():
        dial = dial_of(archetype, choices)
        for choice in choices:
            value = float(_dials(choice)[dial])
            market = f"{archetype} {dial} {value:g}"
            settings.append((market, archetype, dial, value))
            guilty = {archetype: [choice] * max(1, round(reviews / 40_000))}
            tasks += [
                Task(market, seed, reviews, guilty, None, text, kinds=KINDS, levels=(fdr,))
                for seed in range(first_seed, first_seed + seeds)
            ]
    namings = score_all(tasks, workers, progress).namings
    schema = {"market": pl.String, "archetype": pl.String, "dial": pl.String, "value": pl.Float64}
    about = pl.DataFrame(settings, schema=schema, orient="row")
    return (
        recall(namings, fdr, by="market")
        .join(about, on="market")
        .drop("market")
        .select("archetype", "dial", "value", pl.exclude("archetype", "dial", "value"))
        .sort("archetype", "entity_kind", "value")
    )


def dial_of(archetype: str, choices: Sequence[Archetype]) -> str:
    """Return the one dial in which an archetype's settings differ.

    Raises
    ------
    ParameterError
        Where none or several do.
    """
    settings = [_dials(choice) for choice in choices]
    names = {name for dials in settings for name in dials}
    moved = sorted(name for name in names if len({dials.get(name) for dials in settings}) > 1)
    if len(moved) != 1:
        raise ParameterError(
            f"The settings of {archetype} differ in {', '.join(moved) or 'nothing'}.",
            hint="Give several settings that differ in one dial.",
        )
    return moved[0]


def _dials(choice: Archetype) -> dict[str, Any]:
    assert is_dataclass(choice)
    assert not isinstance(choice, type)
    return asdict(choice)
