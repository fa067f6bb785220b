"""Where reviews are posted, and which countries the accounts are said to be from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.market.reading import Reading

PLATFORMS = ("app_store", "maps", "other", "store")

_CLAUSE = re.compile(r"[.!?;\n](?![a-z0-9])|\n")
_IN_A_LIST = re.compile(r"(?:\s?[,/&]\s?|\sand\s|\s?[,/&]\s?and\s)([a-z]{3,20})(?![a-z])")
_LOUD = re.compile(r"[A-Z]{5,}\s$")
_PRONOUN = re.compile("(?:by|to|for|with|send|give|gives|tell|message|contact|let|of) $")
"""Before "us" in small letters, words that make it a pronoun."""

_LONGEST_LIST = 6
_LINKING = re.compile("and|or|the")
_WORD = re.compile("[a-z]+")
_FLAG_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_AFTER = re.compile(r"[^A-Za-z0-9]{1,3}([A-Z]{2,3})(?![A-Za-z0-9])")
_BEFORE = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2,3})[^A-Za-z0-9]{1,3}$")


def platforms(reading: Reading) -> None:
    """Note the kinds of site: those named, or else the one that the words hint at first."""
    found: list[str] = []
    words: list[str] = []
    for platform in PLATFORMS:
        if match := reading.said(f"platforms_{platform}", "named"):
            found.append(platform)
            words.append(reading.text.words(*match.span()))
    if not found:
        hints = [
            (match.start(), platform, match)
            for platform in PLATFORMS
            if (match := reading.said(f"platforms_{platform}", "hinted"))
        ]
        if hints:
            _, platform, match = min(hints, key=lambda hint: hint[:2])
            found, words = [platform], [reading.text.words(*match.span())]
    if found:
        reading.values["platforms"] = found
        reading.words["platforms"] = " · ".join(words)


def countries(reading: Reading) -> None:
    """Note the countries of accounts or reviewers, not those of the market or of a language."""
    found: dict[str, str] = {}
    for country, match in _named(reading):
        if country in found or reading.denied(match.start()):
            continue
        if not _of_the_market(reading, match):
            found[country] = reading.text.words(*match.span())
    if found:
        reading.values["countries"] = sorted(found)
        reading.words["countries"] = " · ".join(found[country] for country in sorted(found))


def _named(reading: Reading) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield countries by their names, and by short names in capital letters or on flags."""
    text = reading.text.text
    languages, whose = reading.of.words["language"], reading.of.fields["countries_of"]["accounts"]
    for match in reading.of.words["country"].finditer(text):
        native = text[: match.start()].endswith("native ")
        spoken = languages.fullmatch(match.group()) and not native
        if not spoken or reading.follows(whose, _list_end(reading, match.end())):
            yield reading.of.countries[" ".join(_WORD.findall(match.group()))], match
    shouted = _shouted(reading.text.original)
    markets = reading.first("countries_of", "many_markets")
    for match in reading.of.words["code"].finditer(text):
        written = reading.text.words(*match.span())
        loud = match.group() == "us" and _LOUD.search(_written_before(reading, match))
        doubtful = shouted or loud or reading.of.words["also_a_word"].fullmatch(match.group())
        capital = written.isupper() and (not doubtful or _beside_another(reading, match))
        theirs = reading.follows(whose, match.end())
        if markets and not theirs:
            continue
        us = match.group() == "us" and not _PRONOUN.search(text[: match.start()][-12:])
        if capital or (us and theirs) or _FLAG_LETTERS.fullmatch(written):
            yield reading.of.codes[match.group()], match


def _list_end(reading: Reading, place: int) -> int:
    """Return where a list of nations ends: "Russian, Ukrainian and Polish"."""
    for _ in range(_LONGEST_LIST):
        found = _IN_A_LIST.match(reading.text.text, place)
        if not found or found[1] not in reading.of.countries:
            break
        place = found.end()
    return place


def _written_before(reading: Reading, match: re.Match[str]) -> str:
    begin = reading.text.at[match.start()]
    return reading.text.original[max(0, begin - 16) : begin]


def _beside_another(reading: Reading, match: re.Match[str]) -> bool:
    """Say whether another short name stands right beside: "IT" alone is a word."""
    begin, end = reading.text.at[match.start()], reading.text.at[match.end() - 1] + 1
    after = _AFTER.match(reading.text.original, end)
    before = _BEFORE.search(reading.text.original[max(0, begin - 7) : begin])
    codes = [found[1].lower() for found in (after, before) if found]
    word = reading.of.words["also_a_word"]
    return any(code in reading.of.codes and not word.fullmatch(code) for code in codes)


def _shouted(text: str) -> bool:
    """Say whether a text is mostly in capitals, so that they mean nothing."""
    cased = [char for char in text if char.isalpha()]
    return sum(char.isupper() for char in cased) * 2 > len(cased)


def _of_the_market(reading: Reading, match: re.Match[str]) -> bool:
    """Say whether a country is where the client sells, not where reviewers are."""
    text = reading.text.text
    parts = reading.of.fields["countries_of"]
    in_a_link = match.start() > 0 and reading.text.words(match.start() - 1, match.start()) == "."
    if in_a_link or reading.follows(parts["market_after"], match.end()):
        return True
    clause = _CLAUSE.split(text[max(0, match.start() - 80) : match.start()])[-1]
    markets = list(parts["market_before"].finditer(clause))
    return bool(markets) and all(
        _LINKING.fullmatch(word) or word in reading.of.countries
        for word in _WORD.findall(clause[markets[-1].end() :])
    )
