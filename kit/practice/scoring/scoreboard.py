"""The scoreboard: many practice markets, half of them without anyone paid, scored alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from kit.detector import Progress
from kit.detectors import DETECTORS
from kit.errors import ParameterError
from kit.practice.archetypes import Wanted
from kit.practice.scoring.one_market import NAMINGS, RANKINGS, Scored, Task, score_market
from kit.practice.scoring.pool import run_all
from kit.practice.scoring.tables import tables_of

FIRST_SEED = 1000
"""Seeds from here on are for reporting; those below were used for tuning."""

SMALLEST = 4_000
"""A smaller market has no room for the default mix of plans."""


@dataclass(frozen=True)
class Scoreboard:
    """What a run showed.

    Parameters
    ----------
    about : dict
        How it was made: seeds, reviews, detectors.
    tables : dict of str to polars.DataFrame
        Summaries by name, as `kit.practice.scoring.tables` makes them.
    namings, rankings : polars.DataFrame
        The counts and measures of each market that the summaries are of.
    """

    about: dict[str, object]
    tables: dict[str, pl.DataFrame]
    namings: pl.DataFrame
    rankings: pl.DataFrame


def evaluate(
    seeds: int = 20,
    reviews: int = 100_000,
    first_seed: int = FIRST_SEED,
    text: bool = True,
    draws: int = 1_000,
    parts: bool = True,
    guilty: Wanted | None = None,
    innocent: Wanted | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Scoreboard:
    """Score the kit on markets whose truth is known.

    Parameters
    ----------
    seeds : int
        Each seed gives a market with guilty plans and innocent look-alikes, and one with the
        look-alikes alone.
    reviews : int
        Size of each market, 4,000 or more.
    first_seed : int
    text : bool
        Whether reviews have texts.
    draws : int
        Bootstrap draws over products, for the intervals of the ranks' measures.
    parts : bool
        Whether each detector is also scored alone, and each family left out.
    guilty, innocent : mapping, optional
        What to plant, as for `kit.practice.generate`; the default mix where None.
    workers : int
        Processes; the figures do not depend on it. A script that asks for more than one needs
        Python's usual guard, ``if __name__ == "__main__":``.
    progress : callable, optional

    Returns
    -------
    Scoreboard

    Raises
    ------
    ParameterError
        Without seeds, or where markets are too small for plans.
    """
    check_size(seeds, reviews)
    chosen = range(first_seed, first_seed + seeds)
    paid = [Task("guilty", seed, reviews, guilty, innocent, text, draws, parts) for seed in chosen]
    null = [Task("null", seed, reviews, {}, innocent, text) for seed in chosen]
    whole = score_all([*paid, *null], workers, progress)
    about: dict[str, object] = {
        "seeds": list(chosen),
        "reviews": reviews,
        "text": text,
        "draws": draws,
        "detectors": list(DETECTORS),
    }
    return Scoreboard(about, tables_of(whole), whole.namings, whole.rankings)


def check_size(seeds: int, reviews: int) -> None:
    """Raise a `ParameterError` without seeds, or where markets are too small for plans."""
    if seeds < 1 or reviews < SMALLEST:
        raise ParameterError(
            f"seeds = {seeds}, reviews = {reviews}: nothing can be scored.",
            hint=f"Ask for a seed or more, and for {SMALLEST:,} reviews or more.",
        )


def score_all(tasks: Sequence[Task], workers: int = 1, progress: Progress | None = None) -> Scored:
    """Score markets and return the results of all together, in their order."""
    scored = run_all(score_market, tasks, workers, progress)
    return Scored(
        pl.concat([pl.DataFrame(schema=NAMINGS), *(one.namings for one in scored)]),
        pl.concat([pl.DataFrame(schema=RANKINGS), *(one.rankings for one in scored)]),
    )
