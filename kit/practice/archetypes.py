"""The archetypes there are, found by name, and how many of each a market gets."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TypeAlias

from kit.errors import ParameterError
from kit.practice import guilty, innocent
from kit.practice.plan import Archetype

Wanted: TypeAlias = Mapping[str, "int | Archetype | Sequence[Archetype]"]
"""Archetypes by name: how many with default dials, or the ones to plant with dials of their own."""

_PER_PLAN = 40_000
_SMALL = 4_000


def _discover(package: object) -> dict[str, Archetype]:
    name, path = package.__name__, package.__path__  # type: ignore[attr-defined]
    return {
        found.name: import_module(f"{name}.{found.name}").ARCHETYPE
        for found in sorted(pkgutil.iter_modules(path), key=lambda found: found.name)
    }


GUILTY: Mapping[str, Archetype] = _discover(guilty)
INNOCENT: Mapping[str, Archetype] = _discover(innocent)


def default_mix(known: Mapping[str, Archetype], reviews: int) -> dict[str, int]:
    """Return one of each archetype for every 40,000 reviews.

    A market of 4,000 to 40,000 gets one of each; a smaller one has no room for a plot and gets
    none.
    """
    count = max(1, round(reviews / _PER_PLAN)) if reviews >= _SMALL else 0
    return dict.fromkeys(known, count)


def chosen(
    wanted: Wanted | None, known: Mapping[str, Archetype], reviews: int
) -> list[tuple[str, Archetype]]:
    """Return the archetypes to plant, by name; None is the default mix, {} is none.

    Raises
    ------
    ParameterError
        On an unknown name or a negative number.
    """
    plans: list[tuple[str, Archetype]] = []
    for name, value in sorted((default_mix(known, reviews) if wanted is None else wanted).items()):
        if name not in known:
            raise ParameterError(f"There is no archetype {name!r}.", available=known)
        if isinstance(value, int):
            if value < 0:
                raise ParameterError(f"{name} = {value}: a number of plans is 0 or more.")
            plans += [(name, known[name])] * value
        elif isinstance(value, Sequence):
            plans += [(name, one) for one in value]
        else:
            plans.append((name, value))
    return plans
