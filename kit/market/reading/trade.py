"""Whether a gig sells reviews: the named cues of its language, weighed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kit.market.grammar import Cue
from kit.market.reading import Reading


@dataclass(frozen=True)
class Reason:
    """A cue that was found.

    Parameters
    ----------
    says : str
        What the words amount to.
    weight : float
        Below zero: against an offer. Of a cue in the description that is against, half.
    words : str
        The seller's own.
    """

    says: str
    weight: float
    words: str


_BOAST = re.compile(r"\d\+(?!\S)")
"""A number with a plus, as in "900+ reviews", is of what a seller has, not of what is sold."""

_ABOUT = ("review", "star", "judge", "maps", "other")


def offers(reading: Reading) -> bool:
    """Say whether reviews are sold, and note the words of the heaviest cue."""
    if not _speaks_of_reviews(reading):
        return False
    core = list(_found(reading, lambda cue: cue.core))
    against = list(_found(reading, lambda cue: cue.weight < 0))
    found = [*core, *against]
    least = reading.of.least + (0 if core else 1)
    if _total(found) < least:
        found += _found(reading, lambda cue: not cue.core and cue.weight > 0)
    if _total(found) < least:
        return False
    _, _, begin, end = max(found, key=lambda each: each[1])
    reading.note("offers_reviews", True, begin, end)
    return True


def _speaks_of_reviews(reading: Reading) -> bool:
    """Say whether reviews, stars or a site of them are named: "3 for $20" may sell anything."""
    words = reading.of.words
    return any(words[name].search(reading.text.text) for name in _ABOUT)


def reasons(reading: Reading) -> list[Reason]:
    """Return every cue that was found, core ones first: why a gig is called what it is."""
    found = sorted(_found(reading, lambda cue: True), key=lambda each: not each[0].core)
    return [
        Reason(cue.says, weight, reading.text.words(begin, end))
        for cue, weight, begin, end in found
    ]


Said = tuple[Cue, float, int, int]


def _total(found: Sequence[Said]) -> float:
    return sum(weight for _, weight, _, _ in found)


def _found(reading: Reading, asked: Callable[[Cue], bool]) -> Iterator[Said]:
    """Yield each asked cue that the text holds, with its weight and place.

    A denied cue for an offer is none.
    """
    title = len(reading.title)
    for cue in filter(asked, reading.of.cues):
        text = reading.title if cue.title else reading.text.text
        for match in cue.pattern.finditer(text):
            if cue.core and _BOAST.search(match.group()):
                continue
            if cue.weight < 0 or not reading.denied(match.start()):
                halved = cue.weight < 0 and match.start() > title
                yield cue, cue.weight / 2 if halved else cue.weight, *match.span()
                break
