"""Sentences from patterns, many at once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.practice.lexicon import CATEGORIES, SHAPE
from kit.practice.names import mix
from kit.practice.style import Dice, lane
from kit.practice.wheel import Ints

GRAMMAR: dict[str, Any] = tomllib.loads(
    files("kit.practice").joinpath("grammar.toml").read_text("utf-8")
)
_OF_CATEGORY = {
    "aspect": "aspects",
    "praise": "praise",
    "fault": "fault",
    "does": "does",
    "fails": "fails",
    "use": "uses",
}
# Words of its category that one product's reviews keep coming back to.
_PER_PRODUCT = 5


@dataclass(frozen=True)
class Subject:
    """What each sentence is about: category and noun numbers, and a number for the product."""

    category: Ints
    noun: Ints
    product: Ints

    def take(self, which: Ints) -> Subject:
        """Return the chosen ones."""
        return Subject(self.category[which], self.noun[which], self.product[which])


class _Lists:
    """Word lists of one kind, one for each category, laid end to end."""

    def __init__(self, lists: list[tuple[str, ...]]) -> None:
        self.words = pl.Series([word for words in lists for word in words], dtype=pl.String)
        self.length = np.array([len(words) for words in lists])
        self.start = np.cumsum(self.length) - self.length

    def at(self, category: Ints, index: Ints) -> pl.Series:
        return self.words.gather(self.start[category] + index % self.length[category])


_BY_CATEGORY = {
    slot: _Lists([getattr(c, field) for c in CATEGORIES]) for slot, field in _OF_CATEGORY.items()
}
_NOUNS = _Lists([c.nouns for c in CATEGORIES])
_NAMES = {"name": SHAPE["first_names"]}
_WORDS = {
    of: {slot: pl.Series(words) for slot, words in {**_NAMES, **tables}.items()}
    for of, tables in {
        "words": GRAMMAR["words"],
        "wide_words": {**GRAMMAR["words"], **GRAMMAR["wide_words"]},
        "remark_words": GRAMMAR["remark_words"],
    }.items()
}


def choose(words: list[str], dice: Ints) -> NDArray[np.int64]:
    """Return an index into `words` for each 16-bit die, earlier words far more often."""
    return np.asarray((dice / 65_536.0) ** 1.6 * len(words), np.int64)


def _fill(slot: str, dice: Ints, subject: Subject, of: str) -> pl.Series:
    """Return a word for each row's slot."""
    name = slot.rstrip("2")
    if name == "noun":
        return _NOUNS.at(subject.category, subject.noun)
    if name in _BY_CATEGORY:
        # A product's reviews dwell on a few of its sides; the second word is another one.
        habit = mix(subject.product, len(slot)).astype(np.int64) & 0xFF
        shift = np.asarray(dice * _PER_PRODUCT >> 16, np.int64)
        return _BY_CATEGORY[name].at(subject.category, habit + shift + (slot != name))
    words = _WORDS[of][name]
    return words.gather(dice * len(words) >> 16)


def realise(
    patterns: list[str], which: Ints, dice: Dice, subject: Subject, of: str = "words"
) -> pl.Series:
    """Write one phrase for each row.

    Parameters
    ----------
    patterns : list of str
        Text with ``{slot}`` marks.
    which : array of int, shape (n,)
        Each row's pattern.
    dice : array of uint64, shape (n,)
        Each row's luck: the same luck, pattern and subject give the same phrase.
    subject : Subject
        What each row is about.
    of : str
        The grammar's table of words: "words", "wide_words" or "remark_words".

    Returns
    -------
    polars.Series
        Phrases, shape (n,), each with a capital first letter.
    """
    order = np.argsort(which, kind="stable")
    ends = np.searchsorted(which[order], np.arange(len(patterns)), "right")
    parts = []
    for number, pattern in enumerate(patterns):
        at = order[ends[number - 1] if number else 0 : ends[number]]
        if not at.size:
            continue
        about, columns = subject.take(at), []
        for place, piece in enumerate(re.split(r"\{(\w+)\}", pattern)):
            if place % 2:
                luck = lane(mix(dice[at], 97 + place // 8), place // 2 % 4)
                columns.append(_fill(piece, luck, about, of).alias(str(place)))
            elif piece:
                columns.append(pl.repeat(piece, at.size, eager=True).alias(str(place)))
        parts.append(pl.select(pl.concat_str(columns)).to_series())
    back = np.empty(order.size, np.int64)
    back[order] = np.arange(order.size)
    text = pl.concat(parts).gather(back) if parts else pl.Series([], dtype=pl.String)
    return text.str.head(1).str.to_uppercase() + text.str.slice(1)
