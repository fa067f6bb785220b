"""What gigs say, as phrases: one TOML file for each language, read into patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kit.errors import ParameterError
from kit.market.grammar.numbers import number_patterns, spelled
from kit.market.grammar.phrases import any_phrase, either, plain_words, whole

LANGUAGES = ("english",)

_AMOUNT = r"(?:\d{1,3}(?:,\d{3}){1,2}(?:\.\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?)"
_NOT_FIELDS = ("words", "signs", "spelt", "offer", "countries", "codes", "numbers", "currencies")


@dataclass(frozen=True)
class Cue:
    """One reason to call a listing an offer of reviews, or not to.

    Parameters
    ----------
    says : str
        What the seller's words amount to.
    weight : int
        Below zero: against.
    core : bool
        Whether it says what is sold; the other cues say how.
    title : bool
        Whether it is looked for in the title only.
    pattern : pattern
    """

    says: str
    weight: int
    core: bool
    title: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Grammar:
    """Patterns of a language over plain text.

    Parameters
    ----------
    cues : tuple of Cue
        Those that `least` is weighed by.
    least : int
        Total weight from which a listing offers reviews.
    fields : mapping of field to mapping of part to pattern
        Such as `fields["verified_paid_by"]["client"]`. A pattern's first group is its number.
    words : mapping of name to pattern
        Words with one meaning, whole.
    signs : mapping of str to str
        What a picture is read as.
    spelt : mapping of str to str
        What a careless spelling is read as.
    numbers : mapping of str to int
        Numbers written as words.
    money : pattern
        An amount with its currency, in groups `before`, `amount` and `after`.
    currencies : mapping of str to str
        ISO 4217 code of each sign or word.
    countries : mapping of str to country
        Names, in plain text; `words["country"]` finds them.
    codes : mapping of str to country
        Short names, which are one only in capital letters.
    known : frozenset of str
        Every word that the grammar names: odd spelling is undone towards these.
    mended : frozenset of str
        Those of them that sellers misspell: a slip is mended towards these.
    """

    cues: tuple[Cue, ...]
    least: int
    fields: Mapping[str, Mapping[str, re.Pattern[str]]]
    words: Mapping[str, re.Pattern[str]]
    signs: Mapping[str, str]
    spelt: Mapping[str, str]
    numbers: Mapping[str, int]
    money: re.Pattern[str]
    currencies: Mapping[str, str]
    countries: Mapping[str, str]
    codes: Mapping[str, str]
    known: frozenset[str]
    mended: frozenset[str]


@lru_cache
def grammar(language: str = "english") -> Grammar:
    """Return the grammar of a language.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.

    Raises
    ------
    ParameterError
        On a language that has no file.
    """
    if language not in LANGUAGES:
        raise ParameterError(
            f"There is no grammar of {language!r}.",
            available=LANGUAGES,
            hint="A language is a file beside kit/market/grammar/english.toml.",
        )
    data = _file(language)
    for other in data.pop("with", ()):
        data = _joined(data, _file(other))
    return compiled(data)


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files("kit.market.grammar").joinpath(f"{name}.toml").read_text("utf-8"))


def _joined(data: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file with the lists of another added to its own."""
    added = {
        name: _joined(data.get(name, {}), part)
        if isinstance(part, Mapping)
        else [*data.get(name, []), *part]
        for name, part in more.items()
    }
    return {**data, **added}


def compiled(data: Mapping[str, Any]) -> Grammar:
    """Return a grammar as patterns.

    Parameters
    ----------
    data : mapping
        As `tomllib` reads a language's file.

    Raises
    ------
    KeyError
        On a phrase that names words which are not there.
    """
    classes = {name: either(words) for name, words in data["words"].items()}
    short = {code: country for country, codes in data["codes"].items() for code in codes}
    countries = {name: country for country, names in data["countries"].items() for name in names}
    classes |= {"code": either(short), "country": either(countries)}
    words = {name: whole(pattern) for name, pattern in classes.items()}
    currencies = {sign: code for code, signs in data["currencies"].items() for sign in signs}
    before = f"(?<![a-z]){either(currencies)}"
    after = f"{either(currencies)}(?![a-z0-9])"
    classes["money"] = rf"(?:{before}\s?{_AMOUNT}|{_AMOUNT}\s?{after})"
    classes |= number_patterns(classes, data["numbers"], either(currencies))
    fields = {
        field: {part: any_phrase(phrases, classes) for part, phrases in parts.items()}
        for field, parts in data.items()
        if field not in _NOT_FIELDS
    }
    return Grammar(
        cues=tuple(_cue(cue, fields, classes) for cue in data["offer"]["cues"]),
        least=data["offer"]["least"],
        fields=fields,
        words=words,
        signs=data["signs"],
        spelt=data["spelt"],
        numbers=spelled(data["numbers"]),
        money=re.compile(
            rf"(?:(?P<before>{before})\s?)?(?<![\d.,])(?P<amount>{_AMOUNT})(?!\d)"
            rf"(?:\s?(?P<after>{after}))?"
        ),
        currencies=currencies,
        countries=countries,
        codes=short,
        known=frozenset(_known(data)),
        mended=frozenset(data["words"]["mended"]),
    )


def _cue(
    cue: Mapping[str, Any],
    fields: Mapping[str, Mapping[str, re.Pattern[str]]],
    classes: Mapping[str, str],
) -> Cue:
    """Return a cue with phrases of its own, or with those of a part of a field."""
    if "phrases_of" in cue:
        field, part = cue["phrases_of"]
        pattern = fields[field][part]
    else:
        pattern = any_phrase(cue["phrases"], classes)
    core, title = cue.get("core", False), cue.get("title", False)
    return Cue(cue["says"], cue["weight"], core, title, pattern)


def _known(data: Mapping[str, Any]) -> Iterable[str]:
    """Yield every word of the grammar of three letters or more."""
    phrases = [word for words in data["words"].values() for word in words]
    phrases += [name for names in data["countries"].values() for name in names]
    phrases += [text for cue in data["offer"]["cues"] for text in cue.get("phrases", ())]
    phrases += list(data["numbers"])
    phrases += [sign for signs in data["currencies"].values() for sign in signs]
    for field, parts in data.items():
        if field not in _NOT_FIELDS:
            phrases += [text for texts in parts.values() for text in texts]
    return (word for word in plain_words(phrases) if len(word) >= 3)
