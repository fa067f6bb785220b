"""The words of the practice market's gigs and handles, read from `gig_words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, TypeVar

from kit.practice.seeds import Random

Choice = TypeVar("Choice")


def _read() -> dict[str, Any]:
    return tomllib.loads(files("kit.practice.gigs").joinpath("gig_words.toml").read_text("utf-8"))


_WORDS = _read()

NAMES: dict[str, list[str]] = _WORDS["names"]
PLATFORMS: dict[str, list[str]] = _WORDS["platforms"]
THINGS: dict[str, list[str]] = _WORDS["things"]
WORDS: dict[str, list[str]] = _WORDS["words"]
TITLES: dict[str, list[str]] = _WORDS["titles"]
SAYS: dict[str, dict[str, list[str]]] = _WORDS["says"]
FILLER: list[str] = _WORDS["filler"]["lines"]
SPARED: list[dict[str, list[str]]] = _WORDS["spared"]


def one_of(random: Random, choices: Sequence[Choice]) -> Choice:
    """Return one of the choices, each as likely."""
    return choices[int(random.integers(len(choices)))]
