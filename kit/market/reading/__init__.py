"""Readers of one listing: one file for each kind of thing that a gig says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kit.market.grammar import Grammar
from kit.market.spelling import Plain

_SENTENCE_END = re.compile(r"[.,:](?![a-z0-9])|[!?;|()\n]")
_BLANKS = re.compile(r"[^a-z0-9.!?\n]{0,4}")
_LETTERS = re.compile("[a-z]+")
_FEW, _NEAR = 3, 40
"""So many words before a phrase may hold a denial of it; they lie within so many characters."""


@dataclass(frozen=True)
class Reading:
    """A text being read: what was found so far.

    Parameters
    ----------
    text : Plain
        Title, line feed, description.
    of : Grammar
    values : dict of str to value
    words : dict of str to str
        The seller's words behind each value.
    """

    text: Plain
    of: Grammar
    values: dict[str, Any]
    words: dict[str, str]

    @property
    def title(self) -> str:
        """The title in plain letters."""
        return self.text.text.partition("\n")[0]

    def note(self, name: str, value: object, begin: int, end: int) -> None:
        """Keep a value with the words that it comes from."""
        self.values[name] = value
        self.words[name] = self.text.words(begin, end)

    def phrases(self, field: str, part: str = "is") -> Iterator[re.Match[str]]:
        """Yield where a field's phrases occur and are not denied."""
        pattern = self.of.fields[field].get(part)
        if pattern is not None:
            yield from (m for m in pattern.finditer(self.text.text) if not self.denied(m.start()))

    def first(self, field: str, part: str = "is") -> re.Match[str] | None:
        """Return where a field's phrase first occurs and is not denied."""
        return next(self.phrases(field, part), None)

    def said(self, field: str, part: str = "is") -> re.Match[str] | None:
        """Return a field's first phrase that is no part of a phrase which means something else."""
        pattern = self.of.fields[field].get("else")
        others = [m.span() for m in pattern.finditer(self.text.text)] if pattern else []
        for match in self.phrases(field, part):
            if not any(begin < match.end() and match.start() < end for begin, end in others):
                return match
        return None

    def denied(self, place: int) -> bool:
        """Say whether a word of denial stands right before a place, in the same clause."""
        before = self.text.text[max(0, place - _NEAR) : place]
        words = _SENTENCE_END.split(before)[-1].split()
        return bool(self.of.words["no"].search(" ".join(words[-_FEW:])))

    def follows(self, pattern: re.Pattern[str], place: int) -> bool:
        """Say whether a pattern comes right after a place, behind blanks or signs."""
        blank = _BLANKS.match(self.text.text, place)
        return bool(blank and pattern.match(self.text.text, blank.end()))

    def number(self, match: re.Match[str]) -> int | None:
        """Return a phrase's number."""
        digits = next((group for group in match.groups() if group), None)
        if digits is None:
            return None
        spelled = " ".join(_LETTERS.findall(digits))
        if spelled in self.of.numbers:
            return self.of.numbers[spelled]
        bare = digits.replace(",", "").rstrip("+")
        thousands = 1000 if bare.endswith("k") else 1
        return round(float(bare.rstrip("k")) * thousands) if bare[0].isdigit() else None
