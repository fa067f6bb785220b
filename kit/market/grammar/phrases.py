"""How a phrase of a language's file is read into a pattern.

A phrase is words with blanks between, all of one sentence:

`a|b`       either; `a_b|c` joins two words of one choice
`(a b)`     may be missing
`...`       up to four words, whichever they are
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
_PART = re.compile(r"\.\.\.|\([^)]*\)|\S+")
_NAMED = re.compile(r"\{\w+\}")


def either(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first; blanks are those of a phrase.

    Words that begin alike share their beginning in the pattern: it is tried once for all of them.
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for char in " ".join(word.replace(".", " ").split()):
            branch = branch.setdefault(char, {})
        branch[""] = {}
    return f"(?:{_branches(tree)})"


def _branches(tree: dict[str, Any]) -> str:
    """Return the pattern of what may follow: the ends of words come last."""
    ways = [
        (BLANK if char == " " else re.escape(char)) + _rest(branch)
        for char, branch in tree.items()
        if char
    ]
    return "|".join(ways)


def _rest(branch: dict[str, Any]) -> str:
    if list(branch) == [""]:
        return ""
    more = _branches(branch)
    if len(branch) - ("" in branch) == 1 and "" not in branch:
        return more
    return f"(?:{more})?" if "" in branch else f"(?:{more})"


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
    return whole("|".join(_phrase(phrase, classes) for phrase in phrases))


def plain_words(phrases: Iterable[str]) -> Iterable[str]:
    """Yield the words that phrases spell out, without those that they name."""
    for phrase in phrases:
        yield from re.findall(r"[a-z']+", _NAMED.sub(" ", phrase))


def _literal(words: str) -> str:
    return BLANK.join(re.escape(word) for word in words.split())


def _phrase(phrase: str, classes: Mapping[str, str]) -> str:
    gaps = {
        "...": rf"(?:{BLANK}{_WORD}){{0,4}}?{BLANK}",
        "~": rf"(?:{_TIGHT}(?!{_no_pass(classes)}){_WORD}){{0,4}}?{_TIGHT}",
        "_": _TIGHT,
        ":": _SIGN,
        "=": r"\s{0,3}=\s{0,3}",
        "?": r"\s?\?\s{0,3}",
        "+": r"\s{0,3}\+\s{0,3}",
    }
    built, before = "", ""
    for part in _PART.findall(phrase):
        if part in gaps:
            before = gaps[part]
        elif part.startswith("("):
            inside = BLANK.join(_choice(word, classes) for word in part[1:-1].split())
            built += f"(?:{before}{inside})?" if before else f"(?:{inside}{BLANK})?"
        else:
            built += before + _choice(part, classes)
            before = BLANK
    return built + (before if before in (gaps[":"], gaps["+"]) else "")


def _no_pass(classes: Mapping[str, str]) -> str:
    """Return what `~` does not pass: joining words, and numbers but those of stars."""
    return rf"{classes['joining']}(?![a-z0-9])|\d{{1,6}}(?!\d|[\s-]{{0,2}}{classes['star']})"


def _choice(part: str, classes: Mapping[str, str]) -> str:
    choices = [
        classes[word[1:-1]] if word.startswith("{") else _literal(word.replace("_", " "))
        for word in part.split("|")
    ]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
