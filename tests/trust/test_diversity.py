from __future__ import annotations

from math import ceil

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kit.trust.diversity import PAGE, first_page, shares_of
from kit.trust.relevance import wording

SILENT = [None] * 60


def page_of(
    score: list[float], stars: list[int], texts: list[str | None], diversity: float
) -> list[int]:
    words = wording(pl.Series(texts, dtype=pl.String))
    trust = np.ones(len(score))
    return [p.row for p in first_page(np.array(score), stars, trust, words, diversity)]


def test_copies_do_not_follow_each_other() -> None:
    texts = ["Best bag of my life"] * 5 + ["The zip broke on day two"]
    score = [1.0, 0.99, 0.98, 0.97, 0.96, 0.9]
    assert page_of(score, [5] * 6, [*texts], 0.3)[:2] == [0, 5]
    assert page_of(score, [5] * 6, [*texts], 0.0) == [0, 1, 2, 3, 4, 5]


def test_a_page_says_what_a_review_is_like_and_over_whom_it_stands() -> None:
    words = wording(pl.Series(["Best bag", "best bag!", "Bad zip"]))
    placed = first_page(np.array([1.0, 0.9, 0.1]), [5, 5, 1], np.ones(3), words, 0.1)
    assert [(p.row, p.like, p.over) for p in placed] == [
        (0, None, None),
        (1, 0, None),
        (2, None, None),
    ]
    starry = first_page(np.array([1.0, 0.9, 0.1]), [5, 5, 1], np.array([0.1, 0.1, 9.0]), words, 0.1)
    assert (starry[1].row, starry[1].over) == (2, 1)


def test_stars_follow_what_is_trusted_and_not_what_is_there() -> None:
    stars, trust = [5] * 40 + [2] * 20, np.array([0.1] * 40 + [1.0] * 20)
    score = np.array([1.0] * 40 + [0.5] * 20)
    placed = first_page(score, stars, trust, wording(pl.Series(SILENT, dtype=pl.String)), 0.2)
    fives = sum(stars[p.row] == 5 for p in placed)
    assert fives == ceil(PAGE * 4 / 24)


@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 5), st.floats(0, 1)), min_size=1, max_size=60
    ),
    st.floats(0.01, 1),
)
def test_no_stars_take_more_than_their_share(
    rows: list[tuple[float, int, float]], much: float
) -> None:
    score, stars, trust = (list(part) for part in zip(*rows, strict=True))
    words = wording(pl.Series(SILENT[: len(rows)], dtype=pl.String))
    placed = first_page(np.array(score), stars, np.array(trust), words, much)
    assert len({p.row for p in placed}) == len(placed) == min(PAGE, len(rows))
    shares = shares_of(stars, np.array(trust))
    left = list(stars)
    had = dict.fromkeys(shares, 0)
    for place, p in enumerate(placed, 1):
        star = stars[p.row]
        room = [s for s in set(left) if had[s] < ceil(place * shares[s] - 1e-9)]
        assert star in room or not room
        had[star] += 1
        left.remove(star)
