"""The words of the practice market, read from `lexicon.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Category:
    """A category: its share of the products, and the words that its reviews use."""

    name: str
    share: float
    nouns: tuple[str, ...]
    aspects: tuple[str, ...]
    praise: tuple[str, ...]
    fault: tuple[str, ...]
    does: tuple[str, ...]
    fails: tuple[str, ...]
    uses: tuple[str, ...]


def _read() -> dict[str, Any]:
    return tomllib.loads(files("kit.practice").joinpath("lexicon.toml").read_text("utf-8"))


def _category(words: dict[str, Any]) -> Category:
    lists = {key: tuple(value) for key, value in words.items() if isinstance(value, list)}
    return Category(name=words["name"], share=words["share"], **lists)


_WORDS = _read()

CATEGORIES: tuple[Category, ...] = tuple(_category(words) for words in _WORDS["category"])
SHAPE: dict[str, list[str]] = _WORDS["shape"]
