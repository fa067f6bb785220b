"""Plain letters know where they stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.exhibit.folding import folded


@pytest.mark.parametrize(
    ("text", "word", "stood"),
    [
        ("It is Plain", "plain", "Plain"),
        ("a рlаin one", "plain", "рlаin"),
        ("p\u200blain", "plain", "p\u200blain"),
        ("x plai\u0301n\u0301 y", "plain", "plai\u0301n\u0301"),
        ("ＰＬＡＩＮ", "plain", "ＰＬＡＩＮ"),
        ("🟊 plain ⭐", "plain", "plain"),
    ],
)
def test_finds_the_place_of_a_word(text: str, word: str, stood: str) -> None:
    plain = folded(text)
    begin = plain.text.index(word)
    start, end = plain.span(begin, begin + len(word))
    assert text[start:end] == stood


@given(st.text())
def test_every_part_stands_within_the_text(text: str) -> None:
    plain = folded(text)
    for begin in range(len(plain.text)):
        start, end = plain.span(begin, begin + 1)
        assert 0 <= start < end <= len(text)
