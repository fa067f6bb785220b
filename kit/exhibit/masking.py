"""Free text without what leads to a person: what was masked is named by its kind, and counted.

A reviewer may write an e-mail address, a phone number, a link to a page of somebody's, or somebody
else's name. Before a text leaves the case each is replaced by its kind: `[e-mail]`, `[phone]`,
`[address]`, `[name]`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import polars as pl

from kit.errors import ParameterError
from kit.exhibit.contact_details import Span, contact_details
from kit.exhibit.folding import folded
from kit.exhibit.person_names import PersonNames

KINDS = ("address", "e-mail", "phone", "name")
"""What is masked. Of two in one place the longer counts, then this order."""

_MASK = re.compile(rf"(\[(?:{'|'.join(KINDS)})\])")


@dataclass(frozen=True)
class Masked:
    """A text without what leads to a person.

    Parameters
    ----------
    text : str
    counts : dict of str to int
        How often each of `KINDS` was masked.
    """

    text: str
    counts: dict[str, int]


def mask(text: str, names: PersonNames) -> Masked:
    """Return a text in which everything that leads to a person is masked.

    Parameters
    ----------
    text : str
        Anything. Letters that look alike and hidden characters make no difference.
    names : PersonNames
        `kit.exhibit.person_names.person_names`.

    Returns
    -------
    Masked
        Masking it again changes nothing.
    """
    counts = dict.fromkeys(KINDS, 0)
    while True:
        # What stood beside a mask may only now be a whole number or name: look until none is left.
        # Masks are cut out before, so that nobody called "name" is found in one.
        pieces = _MASK.split(text)
        found = Counter[str]()
        for at in range(0, len(pieces), 2):
            pieces[at], kinds = _once(pieces[at], names)
            found.update(kinds)
        if not found:
            return Masked(text, counts)
        text = "".join(pieces)
        for kind, times in found.items():
            counts[kind] += times


def is_masked(text: str) -> bool:
    """Return whether something in a text looks masked."""
    return _MASK.search(text) is not None


def mask_column(
    frame: pl.DataFrame, column: str, names: PersonNames
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return a frame with one column of free text masked, and how often each kind was.

    Parameters
    ----------
    frame : polars.DataFrame
    column : str
        Text; null stays null.
    names : PersonNames

    Raises
    ------
    ParameterError
        When there is no such column.
    """
    if column not in frame.columns:
        raise ParameterError(f"There is no column {column!r}.", available=frame.columns)
    counts = dict.fromkeys(KINDS, 0)
    texts: list[str | None] = []
    for text in frame[column].to_list():
        masked = None if text is None else mask(text, names)
        texts.append(masked.text if masked else None)
        for kind, times in masked.counts.items() if masked else ():
            counts[kind] += times
    return frame.with_columns(pl.Series(column, texts, dtype=pl.String)), counts


def _once(text: str, names: PersonNames) -> tuple[str, list[str]]:
    """Return a text after one look, and the kinds of what was masked in it."""
    plain = folded(text)
    spans: list[Span] = [*contact_details(plain.text)]
    spans += ((begin, end, "name") for begin, end in names.find(plain.text))
    if not spans:
        return text, []
    spans.sort(key=lambda span: (span[0], -span[1], KINDS.index(span[2])))
    parts: list[str] = []
    kinds: list[str] = []
    place = 0
    for begin, end, kind in spans:
        start, stop = plain.span(begin, end)
        if stop <= place:
            continue
        # Of two that overlap both are masked: what a number swallows may be the start of a name.
        parts += (text[place : max(start, place)], f"[{kind}]")
        kinds.append(kind)
        place = stop
    return "".join([*parts, text[place:]]), kinds
