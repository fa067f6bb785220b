"""Numbers in phrases: digits, words, and what makes one of them no count of things."""

from __future__ import annotations

from collections.abc import Mapping

from kit.market.grammar.phrases import either

_DIGITS = r"\d{1,3}(?:,\d{3}){1,2}(?![\d,])|\d{1,3}\.\dk\+?|\d{1,6}k?\+?"

_UP_TO_FIVE = (
    "(?:"
    + "|".join(rf"(?<=\b{word})" for word in ("[1-5]", "one", "two", "three", "four", "five"))
    + ")"
)
"""Right behind a number that stars may have: "15 stars" are fifteen."""


def spelled(numbers: Mapping[str, int]) -> dict[str, int]:
    """Return words for numbers with those that two of them make, such as "twenty five"."""
    made = {
        f"{tens} {ones}": numbers[tens] + numbers[ones]
        for tens in numbers
        for ones in numbers
        if numbers[tens] in range(20, 100, 10) and numbers[ones] < 10
    }
    return {**numbers, **made}


def number_patterns(
    classes: Mapping[str, str], numbers: Mapping[str, int], currency: str
) -> dict[str, str]:
    """Return the patterns of `{k}`, `{m}` and `{n}`.

    A part of a decimal is no number. `{n}` counts things: no amount of money, no share, none of
    five ("5/5"), no range of stars ("4-5 stars") and no unit that the language names.
    """
    number = f"{_DIGITS}|{_words(numbers)}"
    begin, end = r"(?<!\d[.,])", r"(?![a-z0-9]|[.,]\d)"
    again = r"(?:\s?\(\s?\d{1,6}\s?\))?"
    star = classes["star"]
    of_five = rf"[ +-]{{0,3}}(?:{star}|(?:out\s)?of\s5|(?:to|or)\s[45])(?![a-z0-9])"
    stars = rf"\s?-\s?\d\s?{star}|{_UP_TO_FIVE}{of_five}"
    unit = rf"[ +-]{{0,3}}(?:%|/\s?\d|{currency}|{classes['not_a_count']})(?![a-z])"
    return {
        "k": f"{begin}({number}){end}{again}",
        "m": f"{begin}(?:{number}){end}",
        "n": f"(?<![$€£₹¥]){begin}({number}){end}{again}(?!{stars}|{unit})",
    }


def _words(numbers: Mapping[str, int]) -> str:
    """Return a pattern of words for numbers; one of tens may have one of ones behind it."""
    ones = either(word for word, value in numbers.items() if value < 10 and " " not in word)
    tens = either(word for word, value in numbers.items() if value in range(20, 100, 10))
    return rf"(?:{tens}[ -]{ones}|{either(numbers)})"
