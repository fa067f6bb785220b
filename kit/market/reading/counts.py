"""Numbers that a gig names: of reviews in its first package, of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.market.reading import Reading
from kit.market.reading.money import amounts, of_each

Counted = tuple[int, re.Match[str]]

_OR = re.compile(r"(?<![a-z])(?:or|either)(?![a-z])")
_OUT_OF = re.compile(r"\d\s?(?:out\s)?of\s$")
_LINKS = re.compile(r"[+&,;\n]|(?<![a-z])(?:and|plus)(?![a-z])")
_ANOTHER = re.compile(r"\s(?:[a-z]{2,3})\s?[,+&]\s?(?P<n>\d{1,5})(?=\s(?P<code>[a-z]{2,3})\b)")
_DIGITS = re.compile(r"\d+")
_LINE_END = re.compile(r"[.!?](?!\d)|\n")
_LAST = re.compile("[^a-z]+")
_PART = re.compile(r"[+&,;.!?|\n\d]|(?<![a-z])(?:and|plus|on|at|from)(?![a-z])")
_LINE, _AHEAD = 60, 25
_SIGNS = frozenset("$€£₹¥")
_PARTS = frozenset(".,#")


def n_reviews(reading: Reading) -> None:
    """Note how many reviews the first or smallest package holds.

    From the surest way of saying it to the least: a smallest order; a single review at the
    package's price; the number that stands beside that price; a total; numbers for several sites
    that add up; the first number; one for each site or account; a single one; as many as there are
    people.
    """
    for way in (
        _minimum, _each_at_price, _beside_price, _total, _sum_or_first, _single_at_price, _added,
        _sites_named, _all_post, _one, _voices,
    ):  # fmt: skip
        if found := way(reading):
            value, begin, end = found
            reading.note("n_reviews", value, begin, end)
            return


def _of_a_package(reading: Reading) -> bool:
    """Say whether the noted number of reviews is that of a package and not of a smallest order."""
    return bool(reading.values["n_reviews"]) and _minimum(reading) is None


def accounts(reading: Reading) -> None:
    """Note how many accounts, or people who post, the seller claims."""
    if found := next(_people(reading), None):
        reading.note("accounts_claimed", found[0], *found[1].span())
    elif (each := reading.first("accounts_claimed", "each")) and _of_a_package(reading):
        reading.note("accounts_claimed", reading.values["n_reviews"], *each.span())


def _counted(reading: Reading, field: str, part: str) -> Iterator[Counted]:
    """Yield a phrase's numbers that count things: no stars, days, prices or parts of a number."""
    text, place = reading.text.text, 0
    pattern = reading.of.fields[field][part]
    while match := pattern.search(text, place):
        place = match.start() + 1
        value, number = reading.number(match), _number_span(match)
        if not value or text[number[0] - 1 : number[0]] in _PARTS:
            continue
        before = text[max(0, number[0] - 10) : number[0]]
        if before[-2:].strip()[-1:] in _SIGNS or _OUT_OF.search(before):
            continue
        if reading.denied(match.start()):
            continue
        yield value, match
        place = match.end()


def _number_span(match: re.Match[str]) -> tuple[int, int]:
    return next(match.span(at) for at, group in enumerate(match.groups(), 1) if group)


def _packages(reading: Reading) -> list[Counted]:
    """Return numbers of reviews: no pace, no boast of what an account has, no capacity."""
    found = []
    text, pace = reading.text.text, reading.of.fields["n_reviews"]["pace"]
    for value, match in _counted(reading, "n_reviews", "is"):
        begin, end = _number_span(match)
        if text[end - 1] == "+":
            continue
        if _boasted(reading, begin) or reading.follows(pace, match.end()):
            continue
        found.append((value, match))
    return found


def _boasted(reading: Reading, place: int) -> bool:
    """Say whether the words right before a number make it one of what an account or a shop has."""
    before = reading.text.text[max(0, place - 20) : place].rpartition("\n")[2].rstrip()
    found = list(reading.of.fields["n_reviews"]["boast"].finditer(before))
    return bool(found) and found[-1].end() == len(before)


def _minimum(reading: Reading) -> tuple[int, int, int] | None:
    found = next(_counted(reading, "n_reviews", "minimum"), None)
    return (found[0], *found[1].span()) if found else None


def _each_at_price(reading: Reading) -> tuple[int, int, int] | None:
    match = of_each(reading, "each") or of_each(reading, "bare")
    return (1, *match.span()) if match else None


def _single_at_price(reading: Reading) -> tuple[int, int, int] | None:
    match = of_each(reading, "loose")
    return (1, *match.span()) if match else None


def _beside_price(reading: Reading) -> tuple[int, int, int] | None:
    """Return the number of reviews that stands in one phrase or in one line with the price."""
    text, price = reading.text.text, reading.values["price"]
    for value, match in _counted(reading, "n_reviews", "priced"):
        if price in (amount for amount, _, _ in amounts(reading, *match.span())):
            return (value, *match.span())
    for value, match in _counted(reading, "n_reviews", "bare"):
        if price in (float(digits) for digits in _DIGITS.findall(match.group())[1:]):
            return (value, *match.span())
    for value, match in _packages(reading):
        rest = _LINE_END.split(text[match.end() : match.end() + _LINE])[0]
        following = next(amounts(reading, match.end(), match.end() + len(rest)), None)
        if following and following[0] == price:
            return value, match.start(), following[2].end()
    return None


def _total(reading: Reading) -> tuple[int, int, int] | None:
    found = next(_counted(reading, "n_reviews", "total"), None)
    return (found[0], *found[1].span()) if found else None


def _sum_or_first(reading: Reading) -> tuple[int, int, int] | None:
    """Return the sum of numbers that name different sites and are linked, or the first number."""
    found = _packages(reading)
    found = _without(reading, "soft", found)
    found = [each for each in found if each[0] > 1] or found
    if not found:
        return None
    counted = _without(reading, "rating", found)
    value, first = next((each for each in found if _sites(reading, each[1])), found[0])
    goods = reading.of.words["other_goods"]
    named = _counted(reading, "n_reviews", "beside")
    beside = [each for each in named if not reading.follows(goods, each[1].end())] + found
    total, begin, end = _linked(reading, value, first, sorted(beside, key=lambda e: e[1].start()))
    if total > value:
        return total, begin, end
    value, first = counted[0]
    return value, *first.span()


def _without(reading: Reading, name: str, found: list[Counted]) -> list[Counted]:
    """Return the phrases that do not end in one of some words, or all where every one does."""
    ends = reading.of.words[name]
    return [each for each in found if not ends.fullmatch(_LAST.split(each[1].group())[-1])] or found


def _linked(
    reading: Reading, value: int, first: re.Match[str], found: list[Counted]
) -> tuple[int, int, int]:
    """Return the sum of a number and those linked to it that name other sites, with its place."""
    begin, end = first.span()
    sites = _sites(reading, first)
    before = [each for each in reversed(found) if each[1].end() <= begin]
    after = [each for each in found if each[1].start() >= end]
    for more, match in [*before, *after]:
        gap = (end, match.start()) if match.start() >= end else (match.end(), begin)
        between = reading.text.text[gap[0] : gap[1]]
        named = _sites(reading, match)
        if not sites or not named or named & sites or len(between) > _LINE:
            continue
        if _OR.search(between) or not _LINKS.search(between) or any(amounts(reading, *gap)):
            continue
        value, sites = value + more, sites | named
        begin, end = min(begin, match.start()), max(end, match.end())
    return value, begin, end


def _sites(reading: Reading, match: re.Match[str]) -> frozenset[str]:
    """Return the names of sites in a phrase and right before it: "3 on Yelp", "Yelp: 3"."""
    before = reading.text.text[max(0, match.start() - _AHEAD) : match.start()]
    part = _PART.split(before)[-1] + match.group()
    return frozenset(
        found.group()
        for kind in ("store", "app_store", "maps", "other", "bare_site")
        for found in reading.of.words[kind].finditer(part)
    )


def _added(reading: Reading) -> tuple[int, int, int] | None:
    """Return what "2+2" adds up to."""
    for _, match in _counted(reading, "n_reviews", "added"):
        return (sum(map(int, _DIGITS.findall(match.group()))), *match.span())
    return None


def _sites_named(reading: Reading) -> tuple[int, int, int] | None:
    found = next(_counted(reading, "n_reviews", "sites"), None)
    return (found[0], *found[1].span()) if found else None


def _all_post(reading: Reading) -> tuple[int, int, int] | None:
    found = next(_people(reading), None) if reading.first("n_reviews", "all_post") else None
    return (found[0], *found[1].span()) if found else None


def _one(reading: Reading) -> tuple[int, int, int] | None:
    match = reading.first("n_reviews", "one")
    return (1, *match.span()) if match else None


def _voices(reading: Reading) -> tuple[int, int, int] | None:
    """Return how many people post, where they are no pool that the seller draws from."""
    for value, match in _people(reading):
        if not _boasted(reading, _number_span(match)[0]):
            return (value, *match.span())
    return None


def _people(reading: Reading) -> Iterator[Counted]:
    """Yield numbers of accounts or people who post, not of those that are sold or were served."""
    yield from _counted(reading, "accounts_claimed", "by")
    others = list(reading.of.fields["accounts_claimed"]["else"].finditer(reading.text.text))
    for value, match in _counted(reading, "accounts_claimed", "is"):
        if value > 1 and not any(_overlap(match, other) for other in others):
            yield value + _in_other_countries(reading, match.end()), match


def _in_other_countries(reading: Reading, place: int) -> int:
    """Return what a list adds to its first number: "600 buyers US, 150 UK, 90 DE"."""
    more = 0
    while another := _ANOTHER.match(reading.text.text, place):
        if another["code"] not in reading.of.codes and another["code"] not in ("uk", "usa"):
            break
        more, place = more + int(another["n"]), another.end("n")
    return more


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()
