"""Odd spelling undone, and ordinary words left as they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.market.grammar import grammar
from kit.market.spelling import plain

OF = grammar()


def read(text: str) -> str:
    return plain(text, OF.known, OF.signs, OF.mended).text


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("r3v13ws", "reviews"),
        ("rev!ews", "reviews"),
        ("revievvs", "reviews"),
        ("r e v i e w s", "reviews"),
        ("r.e.v.i.e.w.s", "reviews"),
        ("a.m.z", "amz"),
        ("A-m-a-z-o-n", "amazon"),
        ("am@z0n", "amazon"),
        ("Ama*on", "amazon"),
        ("re-views", "reviews"),
        ("feed backs", "feedbacks"),
        ("amazonreviews", "amazon reviews"),
        ("5star", "5 star"),
        ("10x", "10 x"),
        ("reveiws", "reviews"),
        ("veryfied", "verified"),
        ("Tripadviser", "tripadvisor"),
        ("reeeviews", "reviews"),
    ],
)
def test_odd_spelling_is_undone(written: str, read_as: str) -> None:
    assert read(written) == read_as


@pytest.mark.parametrize(
    "word",
    ["tasting", "stories", "contract", "counter", "stock", "later", "produce", "raving", "loss"],
)
def test_ordinary_words_are_left(word: str) -> None:
    assert read(word) == word


def test_the_end_of_a_sentence_is_kept() -> None:
    assert read("no swap! 10 reviews + 2") == "no swap! 10 reviews + 2"


def test_a_number_behind_a_word_is_no_letter() -> None:
    assert read("minimum order 5\nthanks") == "minimum order 5\nthanks"


def test_words_come_back_as_they_were_written() -> None:
    found = plain("5 R-E-V-I-E-W-S for you", OF.known)
    begin = found.text.index("reviews")
    assert found.words(begin, begin + len("reviews")) == "R-E-V-I-E-W-S"
    assert found.words(3, 3) == ""


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_and_leads_back(text: str) -> None:
    found = plain(text, OF.known, OF.signs, OF.mended)
    assert len(found.text) == len(found.at)
    assert all(0 <= place < len(text) for place in found.at)
    assert list(found.at) == sorted(found.at)
