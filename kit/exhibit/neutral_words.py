"""Words that are never said about anyone: where they stand in a text.

Quotes are exempt, and marked in one of two ways: in HTML by `<q>` or `<blockquote>` with its end
tag (a quote that is never closed is none; `<samp>` holds what `kit.exhibit.neutral_gate` checks
where it is made), in tables and JSON by a column or field whose name is
listed under `quotes` in `neutral_words.toml`. Cited titles stand in the same file, with a reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from kit.exhibit.folding import folded

_GAP = r"[\s_-]{1,40}"
_ANY_GAP = r"[\W_]{1,40}"
"""Between the words of a title: its colon, a line's end and the next line's indent."""

_QUOTE = re.compile(r"<(/?)(q|blockquote|samp)\b[^>]*>", re.IGNORECASE)


class Violation(NamedTuple):
    """A word that is not neutral, and where it stands.

    Parameters
    ----------
    phrase : str
        Its entry in `neutral_words.toml`.
    start, end : int
        The characters of the text.
    """

    phrase: str
    start: int
    end: int


def violations(text: str) -> list[Violation]:
    """Return the words of a text that are not neutral, in order.

    Parameters
    ----------
    text : str
        The kit's own words, or a reviewer's note. Letters that look alike, accents, hidden
        characters and case make no difference.

    Returns
    -------
    list of Violation
    """
    plain = folded(text)
    phrases, allowed, entries = _patterns()
    found = list(phrases.finditer(plain.text))
    if not found:
        return []
    spared = [match.span() for match in allowed.finditer(plain.text)]
    return [
        Violation(entries[_words(match.group())], *plain.span(*match.span()))
        for match in found
        if not any(begin <= match.start() and match.end() <= end for begin, end in spared)
    ]


def violations_in_html(page: str) -> list[Violation]:
    """Return the words of a page that are not neutral, outside its marked quotes.

    Parameters
    ----------
    page : str
        HTML or a template of it. Attributes are read too: some are shown.
    """
    for begin, end in _quotes(page):
        page = page[:begin] + " " * (end - begin) + page[end:]
    return violations(page)


def quotes(place: Literal["columns", "fields", "json"]) -> frozenset[str]:
    """Return the names of columns, or of JSON's fields, that hold other people's words.

    Those of "json" are columns that hold JSON as text: its fields count.
    """
    return frozenset(_data()["quotes"][place])


def _quotes(page: str) -> Iterable[tuple[int, int]]:
    """Give the insides of elements that quote; one that is not closed is left out."""
    opened: list[tuple[str, int]] = []
    for tag in _QUOTE.finditer(page):
        name = tag[2].lower()
        if not tag[1]:
            opened.append((name, tag.end()))
        elif opened and opened[-1][0] == name:
            yield opened.pop()[1], tag.start()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    entries = {form: entry for entry, forms in _data()["phrases"].items() for form in forms}
    allowed = [_words(one["text"].casefold()) for one in _data()["allowed"]]
    return _whole(entries, _GAP), _whole(allowed, _ANY_GAP), entries


def _whole(phrases: Iterable[str], gap: str) -> re.Pattern[str]:
    """Return a pattern of whole words; the longest first, so that it wins."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    either = "|".join(phrase.replace(" ", gap) for phrase in ordered)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("kit.exhibit").joinpath("neutral_words.toml").read_text("utf-8"))
