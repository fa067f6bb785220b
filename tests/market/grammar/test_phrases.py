"""How phrases become patterns."""

from __future__ import annotations

import pytest

from kit.market.grammar.phrases import any_phrase, either, plain_words

CLASSES = {
    "review": either(["review", "reviews"]),
    "joining": either(["for", "and", "you"]),
    "star": either(["star"]),
    "n": r"(\d+)",
}


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("buy reviews", "please buy, reviews here"),
        ("buy|sell {review}", "sell review"),
        ("buy (some) {review}", "buy reviews"),
        ("buy (some) {review}", "buy some reviews"),
        ("(some) {review}", "some reviews"),
        ("buy ... {review}", "buy for you the reviews"),
        ("buy ~ {review}", "buy long detailed reviews"),
        ("buy ~ {review}", "buy 5 star reviews"),
        ("get_rid_of|drop {review}", "get rid of reviews"),
        ("{review} : {n}", "reviews | 3"),
        ("= {n}", "x = 3"),
        ("gone ? we", "gone? we"),
        ("past :", "past: work"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert any_phrase([phrase], CLASSES).search(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("buy reviews", "buy. reviews"),
        ("buy reviews", "rebuy reviews"),
        ("buy ... {review}", "buy one two three four five reviews"),
        ("buy ~ {review}", "buy it for reviews"),
        ("buy ~ {review}", "buy 30 reviews"),
        ("buy ~ {review}", "buy this, reviews"),
        ("past :", "past work"),
    ],
)
def test_a_phrase_is_not_found(phrase: str, text: str) -> None:
    assert not any_phrase([phrase], CLASSES).search(text)


def test_a_phrase_that_names_unknown_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        any_phrase(["{nothing}"], CLASSES)


def test_the_words_of_a_phrase() -> None:
    assert list(plain_words(["buy|sell {review} (now)"])) == ["buy", "sell", "now"]
