"""Handles that are made up: of syllables, or of two plain words, with or without an ending."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from kit.practice.gigs.words import NAMES, one_of
from kit.practice.seeds import Random

_WORDS, _SYLLABLES = 0.35, 0.75
"""Up to the first, dice give two words; up to the second, syllables; else syllables and a word."""

_ENDINGS = (0.4, 0.7, 0.85)
"""Up to the first, dice give no ending; then a number; then a year; else a word."""


@dataclass(frozen=True)
class Handle:
    """A name as its owner thinks of it.

    Parameters
    ----------
    base : str
        What the owner keeps when the name is taken: letters, perhaps with a sign between.
    ending : str
        What is put behind it: a number, a year, a word, or nothing.
    """

    base: str
    ending: str

    def __str__(self) -> str:
        """Return the name as it is shown."""
        return self.base + self.ending


def coin(random: Random) -> Handle:
    """Return a handle that nobody was asked about.

    Two words give some 5,000 bases, the first of each list more often than the last, so that
    strangers of a large market share one, as they do where people choose; syllables give many.
    """
    die = random.random()
    if die < _WORDS:
        between = one_of(random, ("", "", "_", "."))
        base = _favoured(random, NAMES["heads"]) + between + _favoured(random, NAMES["tails"])
    elif die < _SYLLABLES:
        base = _spoken(random, int(random.integers(3, 5)))
    else:
        base = _spoken(random, 2) + _favoured(random, NAMES["tails"])
    return Handle(base, ending(random))


def ending(random: Random, never: Collection[str] = ()) -> str:
    """Return what is put behind a base: none of `never`."""
    while True:
        die = random.random()
        if die < _ENDINGS[0]:
            found = ""
        elif die < _ENDINGS[1]:
            found = str(random.integers(1, 1_000))
        elif die < _ENDINGS[2]:
            found = str(random.integers(1965, 2012))
        else:
            found = one_of(random, ("_", "")) + one_of(random, NAMES["suffixes"])
        if found not in never:
            return found


def coined(random: Random, count: int, taken: Collection[str] = ()) -> list[Handle]:
    """Return handles, each another and none of `taken` (in lower case), in the order drawn."""
    seen = set(taken)
    found: list[Handle] = []
    while len(found) < count:
        handle = coin(random)
        if str(handle).lower() not in seen:
            seen.add(str(handle).lower())
            found.append(handle)
    return found


def _favoured(random: Random, words: Sequence[str]) -> str:
    """Return a word: one at place i as often as 1 / (10 + i) (Zipf and Mandelbrot)."""
    weights = 1 / (10 + np.arange(len(words)))
    return words[int(np.searchsorted(np.cumsum(weights), random.random() * weights.sum()))]


def _spoken(random: Random, syllables: int) -> str:
    return "".join(one_of(random, NAMES["syllables"]) for _ in range(syllables))
