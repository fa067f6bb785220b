"""One row for each review with a text: its words, in order, as numbers.

Words are compared after Unicode compatibility decomposition, without accents, apostrophes,
invisible characters, punctuation and case, so that trivial changes do not hide a copy. In scripts
that write no spaces each sign is a word. Two words have one number with a chance of 2^-32.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.detector import Value
from kit.tables.table import Table

# Accents and whatever else shows nothing of its own or is left out as easily as it is put in.
_DROPPED = r"[\p{Mn}\p{Cf}\u{115F}\u{1160}\u{3164}\u{2800}'’‘`´]+"
_NO_SPACES = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = rf"[{_NO_SPACES}]|[[\p{{L}}\p{{N}}\p{{Mc}}]--[{_NO_SPACES}]]+"
_SPLIT = pl.col("text").str.to_lowercase().str.replace_all(_DROPPED, "").str.extract_all(_WORD)
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_NUMBER = (pl.element().hash(0) % 2**32).cast(pl.UInt32)


def _words(reviews: pl.LazyFrame, _: Mapping[str, Value]) -> pl.LazyFrame:
    ascii_only = pl.col("text").str.len_bytes() == pl.col("text").str.len_chars()
    # Decomposition costs as much as all the rest, and leaves ASCII as it is.
    composed = reviews.filter(~ascii_only).with_columns(pl.col("text").str.normalize("NFKD"))
    decomposed = pl.concat([reviews.filter(ascii_only), composed])
    return decomposed.select(
        "review_id",
        "account_id",
        "product_id",
        "category",
        n_words=_SPLIT.list.len(),
        words=_SPLIT.list.eval(_NUMBER),
    )


def runs(words: NDArray[np.uint32], size: int) -> NDArray[np.uint64]:
    """Return a hash of the `size` words from each word on, shape (n - size + 1,) or (0,)."""
    hashed = np.zeros(max(words.size - size + 1, 0), np.uint64)
    for offset in range(size):
        hashed *= _STEP
        hashed += words[offset : offset + hashed.size]
        hashed += np.uint64(1)
    hashed ^= hashed >> np.uint64(33)
    hashed *= _MIX
    hashed ^= hashed >> np.uint64(33)
    return hashed


def words_of(texts: pl.Series) -> pl.Series:
    """Return the words of texts as the table has them, in their order: lists of numbers."""
    frame = pl.DataFrame({"text": texts.fill_null("").str.normalize("NFKD")})
    return frame.select(_SPLIT.list.eval(_NUMBER)).to_series()


TABLE = Table(
    name="review_words",
    about=__doc__ or "",
    reads=("reviews",),
    columns=("review_id", "account_id", "product_id", "category", "n_words", "words"),
    needs=("text",),
    sql="""
select review_id, account_id, product_id, category, text
from reviews
where text is not null
""",
    then=_words,
)
