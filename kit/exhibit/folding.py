"""A text in plain lower-case letters, in which every character knows its place in the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kit.market.letters import letters

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
"""Characters that may be drawn like others; all else is read as it is."""

_SHORT = 16


@dataclass(frozen=True)
class Folded:
    """A text in plain letters.

    Parameters
    ----------
    text : str
        Lower case; letters that look alike are one, hidden characters are gone.
    original : str
    begins : tuple of int
        Where each piece begins in the plain text.
    places : tuple of sequence of int
        Of each piece, the place of each plain character in the original.
    """

    text: str
    original: str
    begins: tuple[int, ...]
    places: tuple[Sequence[int], ...]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return where part of the plain text, not an empty one, stands in the original.

        Accents and hidden characters that hang on its last letter belong to it.
        """
        last = self._place(end - 1) + 1
        while last < len(self.original) and _hangs(self.original[last]):
            last += 1
        return self._place(begin), last

    def _place(self, at: int) -> int:
        piece = bisect_right(self.begins, at) - 1
        return self.places[piece][at - self.begins[piece]]


def folded(text: str) -> Folded:
    """Return a text in plain letters, by `kit.market.letters`.

    ASCII is only put into lower case: a page of a megabyte is read at the speed of `str.lower`.
    """
    if text.isascii():
        return Folded(text.lower(), text, (0,), (range(len(text)),))
    parts: list[str] = []
    begins: list[int] = []
    places: list[Sequence[int]] = []
    length = end = 0

    def add(part: str, place: Sequence[int]) -> None:
        nonlocal length
        if part:  # Of pieces that begin at one place the last would hide the others.
            parts.append(part)
            begins.append(length)
            places.append(place)
            length += len(part)

    for found in _FOREIGN.finditer(text):
        start = found.start()
        add(text[end:start].lower(), range(end, start))
        run = found.group()
        # A page's few dashes and quotes come again and again; a whole text in Thai does not.
        plain, offsets = _known(run) if len(run) <= _SHORT else _letters(run)
        add(plain, [start + offset for offset in offsets])
        end = found.end()
    add(text[end:].lower(), range(end, len(text)))
    return Folded("".join(parts), text, tuple(begins), tuple(places))


def _letters(run: str) -> tuple[str, tuple[int, ...]]:
    chars, at = letters(run, {})
    return "".join(chars), tuple(at)


@lru_cache(maxsize=10_000)
def _known(run: str) -> tuple[str, tuple[int, ...]]:
    return _letters(run)


def _hangs(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind[0] == "M" or kind == "Cf"
