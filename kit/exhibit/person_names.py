"""Names of a case's people in a text: one pass over the text, however many names there are.

A name is its words; up to three characters that are no letter or digit may stand between them, or
as many as stand so in a name of the case. All
beginnings of names are kept in one set, so that a word of a text costs one look-up, of a hundred
thousand names as of ten.

Which names are spared
    A name is looked for only where it has three letters or digits or more, is no number of fewer
    than seven digits, and has a word in it that is not ordinary in the case's own texts. A word is
    ordinary when it has no digit, at least five texts write it in lower case, and these are at
    least half of the texts that have it: people write `will` and `rose` small, but not `Sharon`.
    Behind an `@` every name is looked for.
Limits
    A name in a script that puts no spaces between words is found where it stands alone. A nickname
    or a slip in a name is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from kit.exhibit.folding import folded

LEAST = 3
LEAST_NUMBER = 7
ORDINARY_TEXTS = 5
ORDINARY_SHARE = 0.5
LONGEST = 120
"""Characters of a name that are looked at: some are 10 kB. Of a longer one its whole words within
them are a name, and of a longer word its beginning is the word."""

_WORD = re.compile(r"[^\W_]+")
_GAP = 3


@dataclass(frozen=True)
class PersonNames:
    """Names to look for, in plain letters with a blank between words; made by `person_names`.

    Parameters
    ----------
    sought : frozenset of str
        Looked for everywhere.
    spared : frozenset of str
        Looked for behind an `@` alone.
    starts : frozenset of str
        All beginnings of both, by whole words.
    gap : int
        Most characters between two words of a name.
    """

    sought: frozenset[str]
    spared: frozenset[str]
    starts: frozenset[str]
    gap: int = _GAP

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where names stand in a text in plain lower case, the longest at each place.

        Parameters
        ----------
        text : str
            `kit.exhibit.folding.folded(...).text`.
        """
        words = [(found.group()[:LONGEST], *found.span()) for found in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            last = self._longest(text, words, at)
            if last is None:
                at += 1
            else:
                yield words[at][1], words[last][2]
                at = last + 1

    def _longest(self, text: str, words: list[tuple[str, int, int]], at: int) -> int | None:
        """Return the last word of the longest name that begins at a word."""
        name, begin, end = words[at]
        called = text[begin - 1 : begin] == "@"
        last = None
        for place in range(at, len(words)):
            if place > at:
                if words[place][1] - end > self.gap:
                    break
                name, end = f"{name} {words[place][0]}", words[place][2]
            if name not in self.starts:
                break
            if name in self.sought or (called and name in self.spared):
                last = place
        return last


def person_names(
    names: Iterable[str | None], texts: Iterable[str | None] | pl.Series = ()
) -> PersonNames:
    """Return names ready to be looked for.

    Parameters
    ----------
    names : iterable of (str or None)
        Account names of a case, as they are shown.
    texts : iterable of (str or None), or polars.Series, optional
        The case's reviews: they say which words are ordinary. Without them none is.
    """
    names = list(names)
    plain = {" ".join(_words(name)) for name in names if name}
    plain.discard("")
    gap = max([_GAP, *(_gap(name) for name in names if name)])
    series = texts if isinstance(texts, pl.Series) else pl.Series(list(texts), dtype=pl.String)
    ordinary = _ordinary({word for name in plain for word in name.split()}, series)
    spared = {name for name in plain if _is_spared(name, ordinary)}
    starts = {
        " ".join(words[:end])
        for words in (name.split() for name in plain)
        for end in range(1, len(words) + 1)
    }
    return PersonNames(frozenset(plain - spared), frozenset(spared), frozenset(starts), gap)


def _words(name: str) -> list[str]:
    """Return the words of a name; where it is cut, without the one that the cut goes through."""
    words = [word[:LONGEST] for word in _WORD.findall(folded(name[:LONGEST]).text)]
    return words[:-1] if len(name) > LONGEST and len(words) > 1 else words


def _gap(name: str) -> int:
    """Return the longest run within a name of what is no letter or digit; at least `_GAP`."""
    found = list(_WORD.finditer(folded(name[:LONGEST]).text))
    between = (after.start() - before.end() for before, after in pairwise(found))
    return max(between, default=_GAP) if len(found) > 1 else _GAP


def _is_spared(name: str, ordinary: set[str]) -> bool:
    bare = name.replace(" ", "")
    return len(bare) < (LEAST_NUMBER if bare.isdigit() else LEAST) or set(name.split()) <= ordinary


def _ordinary(among: set[str], texts: pl.Series) -> set[str]:
    """Return those words that the texts use as words and not as names."""
    asked = pl.Series("plain", sorted(word for word in among if word.isalpha()), dtype=pl.String)
    found = (
        pl.LazyFrame({"word": texts.cast(pl.String)})
        .select(pl.col("word").str.extract_all(r"\p{L}+").list.unique())
        .with_row_index("text")
        .explode("word", empty_as_null=True)
        .with_columns(plain=pl.col("word").str.to_lowercase())
        .filter(pl.col("plain").is_in(asked.implode()))
        .group_by("text", "plain")
        .agg(small=(pl.col("word") == pl.col("plain")).any())
        .group_by("plain")
        .agg(small=pl.col("small").sum(), texts=pl.len())
        .filter(
            pl.col("small") >= ORDINARY_TEXTS,
            pl.col("small") >= ORDINARY_SHARE * pl.col("texts"),
        )
        .select("plain")
    )
    return set(found.collect()["plain"])
