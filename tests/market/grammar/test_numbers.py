"""Numbers as digits and words, and what is no count of things."""

from __future__ import annotations

import re

import pytest

from kit.market.grammar.numbers import number_patterns, spelled

NUMBERS = {"two": 2, "five": 5, "twenty": 20, "hundred": 100}
CLASSES = {"star": "stars?", "not_a_count": "days?"}


def test_two_words_make_a_number() -> None:
    assert spelled(NUMBERS)["twenty five"] == 25
    assert "twenty hundred" not in spelled(NUMBERS)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10 reviews", "10"),
        ("twenty-five reviews", "twenty-five"),
        ("10 (ten) reviews", "10"),
        ("3.2k members", "3.2k"),
        ("15 stars", "15"),
        ("5 stars", None),
        ("five stars", None),
        ("4 out of 5", None),
        ("3 days", None),
        ("$20", None),
        ("50%", None),
    ],
)
def test_what_is_counted(text: str, number: str | None) -> None:
    match = re.match(number_patterns(CLASSES, NUMBERS, "(?:usd)")["n"], text)
    assert (match and match[1]) == number
