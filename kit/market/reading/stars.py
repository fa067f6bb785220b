"""How many stars a gig promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.market.reading import Reading


def stars(reading: Reading) -> None:
    """Note how many stars are promised: one number only, so "4 or 5" is none."""
    if reading.first("stars_promised", "range"):
        return
    title = len(reading.title)
    found = [
        (value, match)
        for value, match in _few(reading)
        if reading.text.text[max(0, match.start() - 1) : match.start()] not in (".", ",")
    ]
    in_title = [each for each in found if each[1].end() <= title]
    chosen = in_title or found
    if chosen and len({value for value, _ in chosen}) == 1:
        reading.note("stars_promised", chosen[0][0], *chosen[0][1].span())
    elif not found and (full := reading.first("stars_promised", "full")):
        reading.note("stars_promised", 5, *full.span())


def _few(reading: Reading) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield numbers from one to five of the phrases for stars, those too that begin in another."""
    pattern, place = reading.of.fields["stars_promised"]["is"], 0
    while match := pattern.search(reading.text.text, place):
        value = reading.number(match) or 0
        place = match.end() if 1 <= value <= 5 else match.start() + 1
        if 1 <= value <= 5 and not reading.denied(match.start()):
            yield value, match
