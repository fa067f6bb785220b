"""Odd spelling undone: spaced or dotted letters, digits for letters, masked letters, slips.

Sellers write so that a site's filter does not understand them and a customer does. What is matched
is a plain form of the text; every plain character remembers where it came from, so that a value can
be shown in the seller's own words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from kit.market.letters import letters

_AS_LETTERS = tuple(str.maketrans("013456789@$!|€+", f"o{one}easgtbgas{one}let") for one in "il")
"""Digits and signs that stand for letters; a one is drawn like two of them."""

_SPACED = re.compile(r"(?<![a-z0-9'])[a-z0-9@$!](?:[ ][a-z0-9@$!]){3,40}(?![a-z0-9'])")
_DOTTED = re.compile(r"(?<![a-z0-9])[a-z@](?:[.\-_*·•/~][a-z0-9@$!]){1,40}(?![a-z0-9])")
_TOKEN = re.compile(r"[a-z0-9@$€](?:[a-z0-9@$!|€+*#]{0,58}[a-z0-9@$€])?")
_NUMBERED = re.compile(r"(\d{1,6})(x|[a-z]{3,})|(x|[a-z]{3,})(\d{1,6})")
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouy]")
_JOINTS = frozenset(" -._*/~'·•")
_INNER_DOT = re.compile(
    r"(?<=[a-z0-9])\.(?=[a-z])|(?<=[a-z])\.(?=[0-9])"
    r"|(?<=[ (](?:min|max|avg))\.|(?<=[ (]incl)\.|(?<=[ (]excl)\."
)
"""A dot inside a word or a link, or behind a shortened word, which ends no sentence."""

_MASKS = re.compile(r"[*#]")
_LEAST_FUZZY = 6
"""Shorter words differ in one letter from too many others."""

_TWO_SLIPS = 9
"""From this length on, two slips leave a word that is still like no other."""


Words = tuple[frozenset[str], frozenset[str]]
"""Words that are known, and those of them that slips are mended towards."""


@dataclass(frozen=True)
class Plain:
    """A text in plain letters, lower case, and where each character stood in the original."""

    text: str
    at: tuple[int, ...]
    original: str

    def words(self, begin: int, end: int) -> str:
        """Return the original words behind part of the plain text."""
        return self.original[self.at[begin] : self.at[end - 1] + 1] if begin < end else ""


def plain(
    text: str,
    known: Collection[str],
    signs: Mapping[str, str] | None = None,
    mended: Collection[str] = (),
    spelt: Mapping[str, str] | None = None,
) -> Plain:
    """Return a text in plain letters.

    Parameters
    ----------
    text : str
        As the seller wrote it.
    known : collection of str
        Words that the grammar knows, in lower case: digits are read as letters and parts joined
        only where that makes one of them.
    signs : mapping of str to str, optional
        Words that pictures stand for.
    mended : collection of str, optional
        Known words that a slip is mended towards.
    spelt : mapping of str to str, optional
        What careless spellings are read as.

    Returns
    -------
    Plain
    """
    chars, at = letters(text, signs or {})
    for pattern in (_SPACED, _DOTTED):
        chars, at = _without_gaps(chars, at, pattern)
    words = (frozenset(known), frozenset(mended))
    mended_text = _mended("".join(chars), at, text, words, spelt or {})
    return replace(mended_text, text=_INNER_DOT.sub(" ", mended_text.text))


def _without_gaps(
    chars: list[str], at: list[int], pattern: re.Pattern[str]
) -> tuple[list[str], list[int]]:
    """Join letters that stand apart."""
    dropped: set[int] = set()
    for match in pattern.finditer("".join(chars)):
        if sum(char.isalpha() for char in match.group()[::2]) > len(match.group()) // 4:
            dropped.update(range(match.start() + 1, match.end(), 2))
    kept = [number for number in range(len(chars)) if number not in dropped]
    return [chars[number] for number in kept], [at[number] for number in kept]


def _mended(
    text: str, at: list[int], original: str, words: Words, spelt: Mapping[str, str]
) -> Plain:
    """Read digits as letters, join parts and mend slips where that makes a known word."""
    out: list[str] = []
    places: list[int] = []
    done = 0
    for match in _TOKEN.finditer(text):
        begin, end = match.span()
        if begin < done or not any(char.isalpha() for char in match.group()):
            continue
        joined = _joined(text, begin, end, words)
        word, end = joined or (spelt.get(match.group()) or _known_word(match.group(), words), end)
        out.append(text[done:begin] + word)
        places += at[done:begin]
        places += [at[min(begin + step, end - 1)] for step in range(len(word) - 1)] + [at[end - 1]]
        done = end
    out.append(text[done:])
    return Plain("".join(out), (*places, *at[done:]), original)


def _joined(text: str, begin: int, end: int, words: Words) -> tuple[str, int] | None:
    """Return the known word that two or three parts make, such as "re-views", and its end.

    Parts that are words themselves stay apart ("every day"), unless the whole is one that sellers
    hide ("feed back").
    """
    known, mended = words
    whole, found = text[begin:end], None
    apart = whole in known
    for _ in range(2):
        following = _TOKEN.match(text, end + 1) if text[end : end + 1] in _JOINTS else None
        if following is None or not any(char.isalpha() for char in following.group()):
            break
        whole, end = whole + following.group(), following.end()
        apart = apart and following.group() in known
        word = _exact(whole, known)
        if word and len(word) >= _LEAST_FUZZY and (not apart or word in mended):
            found = word, end
    return found


@lru_cache(maxsize=200_000)
def _known_word(word: str, words: Words) -> str:
    """Return the known word or words that a word is meant to be, or the word."""
    known, mended = words
    if (exact := _exact(word, known)) is not None:
        return exact
    if numbered := _NUMBERED.fullmatch(word):
        parts = [part for part in numbered.groups() if part]
        if any(part == "x" or part in known for part in parts):
            return " ".join(parts)
    if _MASKS.search(word):
        return _unmasked(word, known)
    for cut in range(3, len(word) - 2):
        halves = word[:cut], word[cut:]
        if all(half in known for half in halves) and any(half in mended for half in halves):
            return " ".join(halves)
    if word.isalpha():
        return _near(word, mended) or word
    read = word.translate(_AS_LETTERS[0])
    return (read.isalpha() and _near(read, mended)) or word


@lru_cache(maxsize=400_000)
def _exact(word: str, known: frozenset[str]) -> str | None:
    """Return the known word that a word is without a slip, or None."""
    if word in known:
        return word
    forms = [word.translate(table) for table in _AS_LETTERS]
    forms += [form.replace("vv", "w") for form in forms]
    forms += [f"{form[:-1]}s" for form in forms if form.endswith("z")]
    if len(word) >= _LEAST_FUZZY - 1:
        forms += [_REPEATED.sub(r"\1\1", word), _REPEATED.sub(r"\1", word)]
    if sum(char.isalpha() for char in word) * 3 < len(word):
        return None
    return next((form for form in forms if form in known), None)


def _unmasked(word: str, known: frozenset[str]) -> str:
    """Return the known word, or the first of them, that a masked word such as "am**on" fits."""
    if sum(char.isalpha() for char in word) < 3:
        return word
    pattern = re.compile("".join("." if char in "*#" else re.escape(char) for char in word))
    fits = [other for other in _by_start(known).get(word[0], ()) if pattern.fullmatch(other)]
    return min(fits, default=word)


def _near(word: str, known: frozenset[str]) -> str | None:
    """Return the known word a slip away that begins alike: two in a long one, or in vowels."""
    if len(word) < _LEAST_FUZZY - 1:
        return None
    word = f"{word[:-1]}s" if word.endswith("z") else word
    best: list[tuple[int, str]] = []
    for other in _by_start(known).get(word[0], ()):
        slips = 2 if min(len(word), len(other)) >= _TWO_SLIPS else 1
        swapped = len(other) == len(word) and sorted(other) == sorted(word)
        far = len(other) < _LEAST_FUZZY or abs(len(other) - len(word)) > slips
        if far and not swapped:
            continue
        if word in (f"{other}s", f"{other}ed", f"{other}d") or f"{word}s" == other:
            continue
        alike = len(word) >= _LEAST_FUZZY and _VOWELS.sub("", word) == _VOWELS.sub("", other)
        distance = OSA.distance(word, other, score_cutoff=2)
        if distance <= slips + alike or (swapped and distance <= 2):
            best.append((distance, other))
    return min(best)[1] if best else None


@lru_cache(maxsize=64)
def _by_start(known: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Return known words by their first letter."""
    found: dict[str, list[str]] = {}
    for word in sorted(known):
        found.setdefault(word[0], []).append(word)
    return {start: tuple(words) for start, words in found.items()}
