import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kit.practice.reword import reword

TEXT = "A great kettle for the price, my wife uses it every day. It never leaks and is quiet."


def edited(text: str | None, edits: int, copies: int = 1) -> pl.Series:
    return reword(
        pl.Series([text] * copies, dtype=pl.String),
        np.full(copies, edits, np.int8),
        np.arange(copies, dtype=np.uint64),
    )


def test_without_edits_a_text_stays():
    assert edited(TEXT, 0).to_list() == [TEXT]
    assert edited(None, 5).to_list() == [None]
    assert edited("Great", 3).to_list() == ["Great"]


@given(st.integers(1, 9))
def test_as_many_words_change_as_asked_for(edits: int):
    changed = [distance(TEXT.split(" "), text.split(" ")) for text in edited(TEXT, edits, 20)]
    assert 1 <= min(changed) <= max(changed) <= min(edits, 9)
    assert sum(changed) >= 0.8 * 20 * edits
    assert edited(TEXT, edits, 200).n_unique() > 15


def distance(one: list[str], other: list[str]) -> int:
    """Return the fewest words to put in, leave out or replace."""
    row = list(range(len(other) + 1))
    for at, word in enumerate(one, 1):
        left, row[0] = row[0], at
        for place, new in enumerate(other, 1):
            best = min(row[place] + 1, row[place - 1] + 1, left + (word != new))
            left, row[place] = row[place], best
    return row[-1]


def test_never_more_than_half_of_a_text():
    assert edited("one two three four", 100, 50).str.contains("one|two|three|four").all()


def test_what_ends_a_sentence_stays_and_so_do_capitals():
    for text in edited("Great. Great! Great? (Great)", 2, 40):
        assert text.count("Great") + text.count("Good") == 4
        assert [sign for sign in text if not sign.isalpha() and sign != " "] == list(".!?()")
