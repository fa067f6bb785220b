"""Names of people are found whole, in any dress; ordinary words are no names."""

from __future__ import annotations

import pytest

from kit.exhibit.folding import folded
from kit.exhibit.person_names import person_names

NAMES = ["Ann Lee", "J. O'Brien", "sharon", "book_worm77", "Ann Lee Smith", "Zoë", "Иван Петров"]


def found(text: str, names: list[str], texts: list[str] | None = None) -> list[str]:
    plain = folded(text)
    spans = person_names(names, texts or []).find(plain.text)
    return [text[slice(*plain.span(*span))] for span in spans]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ann Lee wrote", ["Ann Lee"]),
        ("thanks ann-lee's", ["ann-lee"]),
        ("ANN  LEE SMITH, Ann Lee", ["ANN  LEE SMITH", "Ann Lee"]),
        ("Mr J O’Brien", ["J O’Brien"]),
        ("Sharon and Sharona", ["Sharon"]),
        ("@Book_Worm77", ["Book_Worm77"]),
        ("Zoe\u0308 or Zoe", ["Zoe\u0308", "Zoe"]),
        ("\u0410nn L\u200bee", ["\u0410nn L\u200bee"]),
        ("Здесь Иван Петров был", ["Иван Петров"]),
    ],
)
def test_finds_names(text: str, told: list[str]) -> None:
    assert found(text, NAMES) == told


@pytest.mark.parametrize("text", ["Ann", "Lee Ann", "Ann and Lee", "Ann     Lee", "annlee", ""])
def test_spares_parts_of_names(text: str) -> None:
    assert found(text, NAMES) == []


def test_spares_short_names_and_numbers() -> None:
    names = ["J", "Al", "A B", "2015", "123456", "1234567", "", "!!", None]
    assert found("J Al, vitamin A B, 2015, 123456", names) == []  # type: ignore[arg-type]
    assert found("1234567", names) == ["1234567"]  # type: ignore[arg-type]


def test_spares_ordinary_words_of_the_texts() -> None:
    texts = ["a happy reader", "Happy reader will read", "we will"] * 5 + ["Sharon will"] * 9
    texts += ["sharon"] * 5
    names = ["Will", "happy reader", "Sharon", "Will Sharon", "will77"]
    text = "Will, a Happy Reader, met Sharon, Will Sharon and will77"
    assert found(text, names, texts) == ["Sharon", "Will Sharon", "will77"]


def test_a_few_texts_make_no_word_ordinary() -> None:
    assert found("rose", ["Rose"], ["a rose"] * 4) == ["rose"]
    assert found("rose", ["Rose"], ["a rose"] * 5) == []


def test_behind_an_at_every_name_is_meant() -> None:
    assert found("@rose, @Al: a rose", ["Rose", "Al"], ["a rose"] * 9) == ["rose", "Al"]


def test_a_name_of_ten_thousand_letters_is_its_beginning() -> None:
    assert found("x" * 10_000, ["x" * 10_000]) == ["x" * 10_000]
    assert person_names(["x" * 10_000]).sought == {"x" * 120}


def test_a_name_with_a_long_run_of_signs_in_it_is_found() -> None:
    name = "one./\x04-]!two"
    assert found(f"i am {name}", [name]) == [name]
    assert found("one - two", [name]) == ["one - two"]
