from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kit.trust.relevance import wording

texts = st.lists(st.none() | st.text(max_size=60), min_size=1, max_size=12)


def test_coverage_counts_words_that_others_use_too() -> None:
    words = wording(pl.Series(["zip strap", "zip lining strap", "qqq www eee rrr", "lining", None]))
    assert words.coverage[1] > words.coverage[0] > words.coverage[3] > 0
    assert words.coverage[2] == words.coverage[4] == 0


def test_one_endless_text_does_not_empty_the_others() -> None:
    plain = ["zip strap", "strap lining", "zip lining", "lining dry"] * 10
    endless = " ".join(plain)
    assert (
        wording(pl.Series([*plain, endless])).information[0]
        == (wording(pl.Series([*plain, endless * 50])).information[0])
    )


def test_repeating_a_word_does_not_cover_more() -> None:
    words = wording(pl.Series(["zip zip zip zip", "zip", "strap"]))
    assert words.coverage[0] == words.coverage[1]


def test_a_rare_word_answers_more_than_a_common_one() -> None:
    words = wording(pl.Series(["bag zip", "bag", "bag", "bag"]))
    found = words.relevance("bag zip")
    assert found is not None
    assert found[0] == 1.0
    assert found[1] < 0.5
    assert words.relevance("nothing known") is not None


def test_likeness_of_copies_is_one_and_of_no_text_none() -> None:
    words = wording(pl.Series(["A fine zip!", "a FINE zip", "other words", None, None]))
    alike = words.likeness(np.arange(5))
    assert np.isclose(alike[0, 1], 1.0)
    assert alike[0, 2] == alike[3, 4] == 0.0


@given(texts, st.text(max_size=40))
def test_every_part_lies_between_none_and_one(written: list[str | None], question: str) -> None:
    words = wording(pl.Series(written, dtype=pl.String))
    found = words.relevance(question)
    for part in (words.coverage, words.information, *([] if found is None else [found])):
        assert part.shape == (len(written),)
        assert np.isfinite(part).all()
        assert ((part >= 0) & (part <= 1 + 1e-9)).all()
