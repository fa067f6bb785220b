"""An index of texts by what they say: some of each review's runs of four words, sorted.

Of a text's runs the eight or so with the smallest hashes are kept; whoever asks
for a text looks up all of its runs, and finds each review that has some of them. Words are those of
`review_words`, so trivial changes make no difference.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from kit.detector import Value
from kit.tables.review_words import runs
from kit.tables.table import Table

RUN = 4
KEPT = 8


def _sketches(rows: pl.LazyFrame, _: Mapping[str, Value]) -> pl.LazyFrame:
    texts = rows.filter(pl.col("n_words") >= RUN).collect()
    length = texts["n_words"].to_numpy().astype(np.int64)
    text = np.repeat(np.arange(length.size, dtype=np.int32), length)
    hashed = runs(texts["words"].explode().to_numpy(), RUN)
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
