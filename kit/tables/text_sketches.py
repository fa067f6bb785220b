"""An index of texts by what they say: some of each review's runs of four words, sorted.

Of a text's runs the eight or so with the smallest hashes are kept; whoever asks
for a text looks up all of its runs, and finds each review that has some of them. Words are those of
`review_words`, so trivial changes make no difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.detector import Value
from kit.tables.table import Table

Hashes: TypeAlias = NDArray[np.uint64]

RUN = 4
KEPT = 8
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)


def runs(words: NDArray[np.uint32]) -> Hashes:
    """Return a hash of the `RUN` words from each word on, shape (n - RUN + 1,)."""
    hashed = np.zeros(max(words.size - RUN + 1, 0), np.uint64)
    for offset in range(RUN):
        hashed *= _STEP
        hashed += words[offset : offset + hashed.size]
        hashed += np.uint64(1)
    hashed ^= hashed >> np.uint64(33)
    hashed *= _MIX
    hashed ^= hashed >> np.uint64(33)
    return hashed


def _sketches(rows: pl.LazyFrame, _: Mapping[str, Value]) -> pl.LazyFrame:
    texts = rows.filter(pl.col("n_words") >= RUN).collect()
    length = texts["n_words"].to_numpy().astype(np.int64)
    text = np.repeat(np.arange(length.size, dtype=np.int32), length)
    hashed = runs(texts["words"].explode().to_numpy())
    whole = text[: hashed.size] == text[RUN - 1 :][: hashed.size]
    most = np.minimum(KEPT / np.maximum(length - RUN + 1, KEPT), 1.0) * float(2**64 - 2048)
    kept = np.flatnonzero(whole & (hashed <= most.astype(np.uint64)[text[: hashed.size]]))
    order = kept[np.argsort(hashed[kept], kind="stable")]
    return pl.LazyFrame({"run": hashed[order], "review_id": texts["review_id"].gather(text[order])})


TABLE = Table(
    name="text_sketches",
    about=__doc__ or "",
    reads=("review_words",),
    columns=("run", "review_id"),
    needs=("text",),
    sql="""
select review_id, n_words, words from review_words
""",
    then=_sketches,
)
