import numpy as np
import polars as pl
import pytest

from kit.practice.grammar import Subject
from kit.practice.remarks import FREE, HABIT, NOTES, remark

N = 60
TEXT = pl.Series([f"Text {n}" for n in range(N - 1)] + [None])


def said(note: int, author: int = 7) -> pl.Series:
    product = np.arange(N) % 5
    return remark(
        TEXT,
        np.full(N, note, np.int8),
        np.full(N, author, np.int32),
        np.arange(N, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15),
        Subject(product, product, product),
    )


def test_no_note_no_remark():
    assert said(0).equals(TEXT)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("free", "free|charge|cost|exchange"),
        ("refund", "refund|money back|paid|full price|gift card"),
        ("vine", "vine"),
        ("card", "offered|promised"),
    ],
)
def test_a_remark_stands_beside_the_text(name: str, words: str):
    texts = said(NOTES.index(name))
    assert texts.str.contains(f"(?i){words}").all()
    assert texts[: N - 1].str.contains(r"Text \d+").all()
    assert 0.1 < texts.str.starts_with("Text").mean() < 0.95
    assert texts.str.replace(r" ?Text \d+ ?", "").n_unique() > 8
    assert not texts.str.contains(r"[{}]|null").any()


def test_a_habit_is_the_authors_own_and_in_place_of_the_text():
    assert said(HABIT).n_unique() == 1
    assert not said(HABIT).str.contains("Text").any()
    assert pl.concat([said(HABIT, author) for author in range(40)]).n_unique() > 35


def test_other_rows_are_left_alone():
    note = np.zeros(N, np.int8)
    note[3] = FREE
    product = np.zeros(N, np.int64)
    texts = remark(
        TEXT, note, np.zeros(N, np.int32), np.arange(N, dtype=np.uint64),
        Subject(product, product, product),
    )  # fmt: skip
    assert (texts != TEXT).sum() == 1
    assert TEXT[3] == "Text 3"
