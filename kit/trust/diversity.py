"""The first page is not one opinion ten times over.

Each place goes to the review with the best balance between its own score and its likeness to those
above it (maximal marginal relevance), and no number of stars takes more of the places so far than
its share among the reviews that are trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.trust.relevance import Array, Wording

PAGE = 10
"""Reviews of a first page."""

CANDIDATES = 200
"""Reviews with the best scores that are compared for the page, and a page more of each number of
stars."""

COPY = 0.8
"""Likeness from which a text is said to read like another."""


@dataclass(frozen=True)
class Placed:
    """A review of the first page.

    Parameters
    ----------
    row : int
        Its place among the reviews given.
    like : int or None
        The row above it on the page whose text is the most like its own, from `COPY` on.
    over : int or None
        The row that would have stood here but for its stars, which have had their share.
    """

    row: int
    like: int | None
    over: int | None


def shares_of(stars: Sequence[int], trust: Array) -> dict[int, float]:
    """Return the share of each number of stars, every review counted with its trust."""
    total = float(trust.sum())
    weight = trust / total if total > 0 else np.full(trust.size, 1.0 / max(trust.size, 1))
    counted: dict[int, float] = {}
    for star, part in zip(stars, weight.tolist(), strict=True):
        counted[star] = counted.get(star, 0.0) + part
    return counted


def first_page(
    score: Array, stars: Sequence[int], trust: Array, words: Wording, diversity: float
) -> list[Placed]:
    """Return the reviews of the first page, the first first.

    Parameters
    ----------
    score : array of shape (n,)
        Higher is better, 0 or more; equal ones stand in the order given.
    stars : sequence of int, length n
        Whole stars, 0 where they are unknown.
    trust : array of shape (n,)
        P(genuine): stars count with it in the distribution that the page follows.
    words : Wording
        Of the same reviews.
    diversity : float
        From 0 (by score alone, whatever is said and however many stars) to 1 (unlikeness alone).

    Returns
    -------
    list of Placed

    Notes
    -----
    Carbonell & Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents and
    Producing Summaries", SIGIR 1998. At place k a number of stars with share s has had fewer than
    ceil(k s) places; the shares sum to 1, so some number of stars always has room. Where no review
    with such stars is left, the best of the others follows.
    """
    ranked = np.argsort(-score, kind="stable")
    if diversity <= 0:
        return [Placed(int(row), None, None) for row in ranked[:PAGE]]
    rows = _candidates(ranked, np.asarray(stars))
    own = score[rows] / max(float(score.max()), 1e-300)
    alike = words.likeness(rows) if words.any else np.zeros((rows.size, rows.size))
    shares = shares_of(stars, trust)
    star_of = [stars[row] for row in rows]
    had: dict[int, int] = dict.fromkeys(shares, 0)
    free = np.ones(rows.size, np.bool_)
    nearest, most = np.full(rows.size, -1), np.zeros(rows.size)
    page: list[Placed] = []
    while len(page) < PAGE and free.any():
        value = (1.0 - diversity) * own - diversity * most
        most_had = {star: np.ceil((len(page) + 1) * share - 1e-9) for star, share in shares.items()}
        room = free & np.array([had[star] < most_had[star] for star in star_of])
        best = _best(value, free)
        pick = _best(value, room) if room.any() else best
        over = int(rows[best]) if star_of[best] != star_of[pick] else None
        like = int(rows[nearest[pick]]) if most[pick] >= COPY else None
        page.append(Placed(int(rows[pick]), like, over))
        had[star_of[pick]] += 1
        free[pick] = False
        nearer = alike[pick] > most
        nearest[nearer], most[nearer] = pick, alike[pick][nearer]
    return page


def _best(value: Array, among: NDArray[np.bool_]) -> int:
    return int(np.argmax(np.where(among, value, -np.inf)))


def _candidates(ranked: NDArray[np.intp], stars: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return the rows that the page is chosen from, the best score first."""
    near = np.zeros(ranked.size, np.bool_)
    near[:CANDIDATES] = True
    for star in np.unique(stars):
        near[np.flatnonzero(stars[ranked] == star)[:PAGE]] = True
    return ranked[near]
