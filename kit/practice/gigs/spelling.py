"""How sellers write: lines as a paragraph or a list, and spelling that a filter does not know."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kit.practice.gigs.words import one_of
from kit.practice.seeds import Random

ODD = 0.12
"""Share of gigs in odd spelling."""

_GUARDED = re.compile(r"\b(reviews?|feedbacks?|ratings?|testimonials?|verified)\b", re.IGNORECASE)
_STARS = re.compile(r"\b(?:5|five)[ -]stars?\b", re.IGNORECASE)
_LOOK_ALIKE = str.maketrans("aeio", "аеіо")  # Cyrillic
_LEET = str.maketrans("eio", "310")


def _swapped(word: str) -> str:
    """Two letters in the middle the other way round."""
    at = len(word) // 2
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


_ODDLY: tuple[Callable[[str], str], ...] = (
    lambda word: word.translate(_LEET),
    lambda word: " ".join(word),
    lambda word: ".".join(word),
    lambda word: word.translate(_LOOK_ALIKE),
    _swapped,
)


def oddly(random: Random, texts: Sequence[str]) -> list[str]:
    """Return texts with the words that a filter looks for written in one odd way."""
    way = one_of(random, _ODDLY)
    return [
        _GUARDED.sub(lambda match: way(match.group()), _STARS.sub("⭐⭐⭐⭐⭐", text))
        for text in texts
    ]


def styled(random: Random, title: str, lines: Sequence[str]) -> tuple[str, str]:
    """Return a title and a description as one of several people would lay them out."""
    style = one_of(random, ("plain", "plain", "ticks", "lines", "texting", "loud"))
    if style == "ticks":
        return title, "\n".join(f"✔ {line}" for line in lines)
    if style == "lines":
        return title, "\n".join(lines)
    if style == "texting":
        return title.lower(), " ".join(_texted(line) + " .." for line in lines)
    text = " ".join(line if line[-1] in ".!?" else line + "." for line in lines)
    return (title.upper() if style == "loud" else title), text


def _texted(line: str) -> str:
    """Return a line as it is typed in a hurry; what stands in quotes is somebody's id."""
    short = re.sub(r"\byou\b", "u", re.sub(r"\byour\b", "ur", line.rstrip(".")))
    return short if '"' in short else short.lower()
