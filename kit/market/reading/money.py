"""What a gig costs: the price of its first or smallest package, and of one review."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.market.grammar import Grammar
from kit.market.reading import Reading

_LARGEST_ORDER = 100
"""A listed price that is up to this many times one in the text is the price of so many."""


def priced(reading: Reading, listed: float | None, currency: str | None) -> None:
    """Note the price with its currency.

    Parameters
    ----------
    reading : Reading
    listed : float, optional
        The listing's own price. Where the text names it too, its words are kept; where the text
        sets another price for reviews, the text's goes before.
    currency : str, optional
        ISO 4217 code of the listed price: it says which dollars a "$" in the text means.
    """
    found = list(amounts(reading))
    chosen = next((each for each in found if each[0] == listed), None) or _package(reading, listed)
    if chosen is None and listed is None and found:
        chosen = found[0]
    if chosen is not None:
        amount, code, match = chosen
        reading.note("price", amount, *match.span())
        dollars = amount == listed and code == "USD"
        reading.note("currency", (dollars and currency) or code, *match.span())
    elif listed is not None:
        named = currency or (found[0][1] if found else None)
        reading.values["price"], reading.values["currency"] = listed, named


def amounts(
    reading: Reading, begin: int = 0, end: int | None = None
) -> Iterator[tuple[float, str, re.Match[str]]]:
    """Yield amounts that have a currency, with its ISO 4217 code."""
    text = reading.text.text
    for match in reading.of.money.finditer(text, begin, len(text) if end is None else end):
        if code := code_of(match, reading.of):
            yield amount_of(match["amount"]), code, match


def code_of(match: re.Match[str], of: Grammar) -> str | None:
    """Return the ISO 4217 code of an amount's sign: "$12 CAD" is in Canadian dollars."""
    before, after = match["before"], match["after"]
    sign = after if after and (not before or before == "$") else before
    return of.currencies.get(" ".join(sign.split())) if sign else None


def amount_of(digits: str) -> float:
    """Return the number that digits say: a comma before one or two digits is a decimal one."""
    whole, comma, rest = digits.rpartition(",")
    return float(f"{whole}.{rest}" if comma and len(rest) < 3 else digits.replace(",", ""))


def of_each(reading: Reading, part: str) -> re.Match[str] | None:
    """Return the phrase by which the noted price is that of a single review."""
    for match in reading.phrases("price", part):
        named = [amount for amount, _, _ in amounts(reading, *match.span())]
        named = named or [float(reading.number(match) or -1)]
        if reading.values["price"] in named:
            return match
    return None


def of_smallest_order(reading: Reading) -> None:
    """Note what the smallest order costs, where the text prices one review and says how many."""
    n = reading.values["n_reviews"]
    if not n or n == 1 or reading.values["price"] is None:
        return
    if reading.first("n_reviews", "minimum") and of_each(reading, "each"):
        reading.values["price"] = round(reading.values["price"] * n, 2)


def per_review(reading: Reading) -> None:
    """Note the price of one review: of the package by its number of reviews."""
    total, n = reading.values["price"], reading.values["n_reviews"]
    if total is None or not n:
        return
    reading.values["price_per_review"] = round(total / n, 4)
    words = [reading.words[name] for name in ("price", "n_reviews") if name in reading.words]
    if words:
        reading.words["price_per_review"] = " · ".join(dict.fromkeys(words))


def _package(reading: Reading, listed: float | None) -> tuple[float, str, re.Match[str]] | None:
    """Return the first price that the text sets for reviews, where the listed is no multiple."""
    for match in reading.phrases("price", "package"):
        for found in amounts(reading, *match.span()):
            several = listed / found[0] if listed is not None and found[0] else -1.0
            if 0 <= several <= _LARGEST_ORDER and several == int(several):
                return None
            return found
    return None
