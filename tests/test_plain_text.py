"""Hostile text is shown as what it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.plain_text import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ann", "Ann"),
        ("Zoë 李 🎉", "Zoë 李 🎉"),
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("abc\u202etxt", "abc<U+202E>txt"),
        ("a\u200bb", "a<U+200B>b"),
        ("two\nlines\t", "two<U+000A>lines<U+0009>"),
        ("\u3164", "<U+3164>"),
        ("", ""),
    ],
)
def test_shows_what_is_there(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_cuts_with_an_ellipsis() -> None:
    assert visible("abcdef", 6) == "abcdef"
    assert visible("abcdefg", 6) == "abcde…"
    assert visible("a" * 1_000_000, 12) == "a" * 11 + "…"


def test_a_code_point_is_never_cut_in_half() -> None:
    assert visible("ab\u202ecd", 8) == "ab…"
    assert visible("ab\u202e", 10) == "ab<U+202E>"
    assert visible("\u202e" * 9, 3) == "…"


def test_no_room_gives_nothing() -> None:
    assert visible("abc", 0) == ""


@given(st.text(), st.none() | st.integers(0, 40))
def test_nothing_hidden_is_left_and_the_limit_holds(text: str, limit: int | None) -> None:
    result = visible(text, limit)
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Zl", "Zp"} for char in result)
    assert limit is None or len(result) <= limit


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=40))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert visible(text) == text
