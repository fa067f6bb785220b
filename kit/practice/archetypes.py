"""The archetypes there are, found by name, and how many of each a market gets."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TypeAlias

from kit.errors import ParameterError
from kit.practice import guilty, innocent
from kit.practice.plan import Archetype
from kit.practice.seeds import Random

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


def default_mix(known: Mapping[str, Archetype], reviews: int, random: Random) -> dict[str, int]:
    """Return how many of each archetype a market gets: one for every 40,000 reviews.

    All of them together make about a tenth of the reviews, at any size: where 40,000 do not divide
    the market, the rest is shared out by lot. So 10,000 reviews hold a quarter of the archetypes,
    another quarter with another seed. A market under 4,000 has no room for a plot and gets none.
    """
    if reviews < _SMALL:
        return dict.fromkeys(known, 0)
    each, rest = divmod(reviews, _PER_PLAN)
    more = random.permutation(len(known)) < round(len(known) * rest / _PER_PLAN)
    return {name: each + int(extra) for name, extra in zip(known, more, strict=True)}


def chosen(
    wanted: Wanted | None, known: Mapping[str, Archetype], reviews: int, random: Random
) -> list[tuple[str, Archetype]]:
    """Return the archetypes to plant, by name; None is the default mix, {} is none.

    `random` casts the lots of the default mix.

    Raises
    ------
    ParameterError
        On an unknown name or a negative number.
    """
    plans: list[tuple[str, Archetype]] = []
    counts = default_mix(known, reviews, random) if wanted is None else wanted
    for name, value in sorted(counts.items()):
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
