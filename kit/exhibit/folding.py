"""A text in plain lower-case letters, in which every character knows its place in the original."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kit.market.letters import letters

_FOREIGN = re.compile(r"\S*[^\x00-\x7f]\S*")
"""Runs with a character that may be drawn like another; all else is read as it is."""


@dataclass(frozen=True)
class Folded:
    """A text in plain letters.

    Parameters
    ----------
    text : str
        Lower case; letters that look alike are one, hidden characters are gone.
    original : str
    at : tuple of int
        Place of each plain character in the original; empty where nothing moved.
    """

    text: str
    original: str
    at: tuple[int, ...]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return where part of the plain text stands in the original.

        Accents and hidden characters that hang on its last letter belong to it.
        """
        if not self.at:
            return begin, end
        last = self.at[end - 1] + 1
        while last < len(self.original) and _hangs(self.original[last]):
            last += 1
        return self.at[begin], last


def folded(text: str) -> Folded:
    """Return a text in plain letters, by `kit.market.letters`.

    ASCII is only put into lower case: a page of a megabyte is read at the speed of `str.lower`.
    """
    if text.isascii():
        return Folded(text.lower(), text, ())
    parts: list[str] = []
    at: list[int] = []
    place = 0
    for found in _FOREIGN.finditer(text):
        parts.append(text[place : found.start()].lower())
        at += range(place, found.start())
        chars, places = letters(found.group(), {})
        parts += chars
        at += (found.start() + one for one in places)
        place = found.end()
    parts.append(text[place:].lower())
    at += range(place, len(text))
    return Folded("".join(parts), text, tuple(at))


def _hangs(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind[0] == "M" or kind == "Cf"
