"""How a phrase of a language's file is read into a pattern.

A phrase is words with blanks between, all of one sentence:

`a|b`       either; `a_b|c` joins two words of one choice
`(a b)`     may be missing
`...`       up to four words, whichever they are; `....` up to nine
`_`         nothing: the words stand side by side, with no comma or sign between
`~`         up to four words that join nothing: adjectives, names of sites, numbers
`:`         a colon, a dash, an equals sign or the line between two cells of a table
`+ = ?`     these signs
`{n}`       a number of things, which is what the phrase counts: no stars, days or shares
`{k}`       a number of anything, which is what the phrase counts; `{m}` one that it does not count
`{money}`   an amount with its currency
`{name}`    one of the words under `[words]` of that name

Nothing in a pattern repeats without a bound, so that no text makes one slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

BLANK = r"[^a-z0-9.!?;\n]{1,4}"
"""Between two words of a phrase: no end of a sentence."""

_TIGHT = BLANK.replace("^", "^:|()=+,")
_WORD = r"[a-z0-9']{1,40}"
_SIGN = r"\s{0,3}[:|=>/\-\u2013\u2014]{1,2}\s{0,3}"
_PART = re.compile(r"\.{3,4}|\([^)]*\)|\S+")
_NAMED = re.compile(r"\{\w+\}")


def either(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first; blanks are those of a phrase."""
    spelled = (" ".join(word.replace(".", " ").split()) for word in words)
    return f"(?:{_any([BLANK if c == ' ' else re.escape(c) for c in word] for word in spelled)})"


def _any(ways: Iterable[Iterable[str]]) -> str:
    """Return a pattern of any of some runs of parts.

    Runs that begin alike share their beginning, which is then tried once for all of them; where one
    goes on behind another's end, the longer is tried first.
    """
    tree: dict[str, Any] = {}
    for way in ways:
        branch = tree
        for part in way:
            branch = branch.setdefault(part, {})
        branch[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    return "|".join(part + _rest(branch) for part, branch in tree.items() if part)


def _rest(branch: dict[str, Any]) -> str:
    more = _branches(branch)
    if "" in branch:
        return f"(?:{more})?" if more else ""
    return more if len(branch) == 1 else f"(?:{more})"


def whole(pattern: str) -> re.Pattern[str]:
    """Return a pattern that begins and ends with whole words."""
    return re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])")


def any_phrase(phrases: Iterable[str], classes: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern of any of some phrases.

    Parameters
    ----------
    phrases : iterable of str
        As the module says.
    classes : mapping of name to pattern
        What `{name}` stands for; `joining` are the words that `~` does not pass.

    Raises
    ------
    KeyError
        On a phrase that names words which are not there.
    """
    return whole(_any(_phrase(phrase, classes) for phrase in phrases))


def plain_words(phrases: Iterable[str]) -> Iterable[str]:
    """Yield the words that phrases spell out, without those that they name."""
    for phrase in phrases:
        yield from re.findall(r"[a-z']+", _NAMED.sub(" ", phrase))


def _literal(words: str) -> str:
    return BLANK.join(re.escape(word) for word in words.split())


def _phrase(phrase: str, classes: Mapping[str, str]) -> list[str]:
    """Return a phrase's parts as patterns, each with the gap before it."""
    gaps = {
        "...": rf"(?:{BLANK}{_WORD}){{0,4}}?{BLANK}",
        "~": rf"(?:{_TIGHT}(?!{_no_pass(classes)}){_WORD}){{0,4}}?{_TIGHT}",
        "....": rf"(?:{BLANK}{_WORD}){{0,9}}?{BLANK}",
        "_": _TIGHT,
        ":": _SIGN,
        "=": r"\s{0,3}=\s{0,3}",
        "?": r"\s?\?\s{0,3}",
        "+": r"\s{0,3}\+\s{0,3}",
    }
    built, before = [], ""
    for part in _PART.findall(phrase):
        if part in gaps:
            before = gaps[part]
        elif part.startswith("("):
            inside = BLANK.join(_choice(word, classes) for word in part[1:-1].split())
            built.append(f"(?:{before}{inside})?" if before else f"(?:{inside}{BLANK})?")
        else:
            built.append(before + _choice(part, classes))
            before = BLANK
    return [*built, before] if before in (gaps[":"], gaps["+"]) else built


def _no_pass(classes: Mapping[str, str]) -> str:
    """Return what `~` does not pass: joining words, and numbers but those of stars."""
    return rf"{classes['joining']}(?![a-z0-9])|\d{{1,6}}(?!\d|[\s-]{{0,2}}{classes['star']})"


def _choice(part: str, classes: Mapping[str, str]) -> str:
    choices = [
        classes[word[1:-1]] if word.startswith("{") else _literal(word.replace("_", " "))
        for word in part.split("|")
    ]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
