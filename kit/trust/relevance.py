"""How much a review says: about a reader's question, or about the product at all.

A question is words and nothing else: it is split as reviews are (`kit.tables.review_words`), so no
sign in it is a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import bm25s
import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from kit.tables.review_words import words_of

Array = NDArray[np.float64]

FULLEST = 0.95
"""A review that covers as much as this quantile of the product's reviews counts in full: one
endless text must not make all others look empty."""


@dataclass(frozen=True)
class Wording:
    """The words of one product's reviews.

    Parameters
    ----------
    words : list of list of int
        Of each review, in order, as numbers from 0; none where there is no text.
    vocabulary : mapping of int to int
        From a word's number in `review_words` to its number here.
    """

    words: list[list[int]]
    vocabulary: dict[int, int]

    @property
    def any(self) -> bool:
        """Whether any review has a word."""
        return bool(self.vocabulary)

    @cached_property
    def present(self) -> sparse.csr_array:
        """Which words each review has, 0 or 1, shape (reviews, words)."""
        lengths = [len(text) for text in self.words]
        row = np.repeat(np.arange(len(lengths)), lengths)
        column = np.fromiter((word for text in self.words for word in text), np.int64, sum(lengths))
        shape = (len(lengths), max(len(self.vocabulary), 1))
        counts = sparse.coo_array((np.ones(column.size), (row, column)), shape=shape).tocsr()
        counts.data[:] = 1.0
        return counts

    @cached_property
    def rarity(self) -> Array:
        """Inverse document frequency of each word among the product's reviews, shape (words,)."""
        found = self._frequency
        n = float(self.present.shape[0])
        return np.asarray(np.log1p((n - found + 0.5) / (found + 0.5)), np.float64)

    @cached_property
    def _frequency(self) -> Array:
        """In how many reviews each word is, shape (words,)."""
        return np.asarray(self.present.sum(axis=0), np.float64).ravel()

    @cached_property
    def coverage(self) -> Array:
        """Share of the product's vocabulary that each review covers, shape (reviews,).

        The vocabulary are the words that two or more reviews use, each with its rarity as weight:
        what everybody writes says little, and what one alone writes is about something else.
        Where no two reviews share a word, every word counts.
        """
        shared = self._frequency >= 2
        weight = np.where(shared, self.rarity, 0.0) if shared.any() else self.rarity
        total = float(weight.sum())
        covered = np.asarray(self.present @ weight, np.float64)
        return covered / total if total > 0 else covered

    @cached_property
    def information(self) -> Array:
        """`coverage` on a scale from 0 to 1, shape (reviews,): see `FULLEST`."""
        if not self.coverage.any():
            return self.coverage
        most = float(np.quantile(self.coverage, FULLEST))
        most = most if most > 0 else float(self.coverage.max())
        return np.minimum(self.coverage / most, 1.0)

    @cached_property
    def _index(self) -> bm25s.BM25:
        index = bm25s.BM25(method="lucene")
        names = {str(word): number for word, number in self.vocabulary.items()}
        index.index((self.words, names), show_progress=False)
        return index

    def relevance(self, query: str) -> Array | None:
        """Return how well each review answers a question, as a share of the best answer's score.

        Parameters
        ----------
        query : str
            A reader's words.

        Returns
        -------
        array of shape (reviews,) or None
            0 where a review has none of the words. None where the question has no word, or no
            review a text.

        Notes
        -----
        BM25 over the product's own reviews, k1 = 1.5, b = 0.75: Robertson & Zaragoza, "The
        Probabilistic Relevance Framework: BM25 and Beyond", 2009 (source not verified).
        """
        asked = words_of(pl.Series([query]))[0].to_list()
        if not asked or not self.any:
            return None
        known = [str(word) for word in dict.fromkeys(asked) if word in self.vocabulary]
        if not known:
            return np.zeros(len(self.words))
        scores = np.asarray(self._index.get_scores(known), np.float64)
        best = float(scores.max())
        return scores / best if best > 0 else np.zeros(len(self.words))

    def likeness(self, rows: NDArray[np.intp]) -> Array:
        """Return how alike the texts of some reviews are, from 0 to 1, shape (rows, rows).

        The cosine between the sets of their words, each weighted by its rarity. Copies are 1, and
        so are two texts that both say "Great". A review without a text is like none.
        """
        weighted = self.present[rows].multiply(self.rarity).tocsr()
        length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1), np.float64)).ravel()
        scaled = weighted.multiply(1.0 / np.maximum(length, 1e-12)[:, None]).tocsr()
        return np.asarray((scaled @ scaled.T).toarray(), np.float64)


def wording(texts: pl.Series) -> Wording:
    """Return the words of texts, shape (n,); None is a review without a text."""
    split = words_of(texts).to_list()
    vocabulary: dict[int, int] = {}
    words = [[vocabulary.setdefault(word, len(vocabulary)) for word in text] for text in split]
    return Wording(words, vocabulary)
