"""One row for each review whose wording comes back under another account.

A text is every distinct wording of an account, of fifteen words or more; the market has `n_texts`.
Two are alike when all words but 0.35 n - 2 lie in runs of three that both have; those alike,
directly or through others, are one `wording`. A phrase is five words in a row, and counts inside a
wording when at least half of its accounts have it. `surprise` adds up, over such phrases of a text
laid end to end, how rare each is: ln(n_texts / (1 + texts with it beyond two)). A text stays when
that is at least `least`, twice what a phrase can be worth, and an account with it is not alone.
Wordings of more than `max_texts` texts are everybody's, and left out.

Candidates come from sketches: about twelve of a text's smallest hashes, of phrases that come back
in at most `max_texts` texts. The links followed grow in step with the number of texts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from kit.detector import Value
from kit.tables.review_words import runs
from kit.tables.table import Table

Hashes: TypeAlias = NDArray[np.uint64]
Ints: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

_PHRASE, _RUN = 5, 3
_LEAST_PHRASES = 2
_LEAST_WORDS = 15
# A copy keeps at least this share of its phrases, and of its length.
_LEAST_SHARE, _LEAST_RATIO = 0.2, 0.6
_SKETCH = 12
_NEIGHBOURS = 2
_MOST_LINKS = 500_000
_CELLS = 20_000_000
_LOW = np.uint64(0xFFFFFF)


@dataclass(frozen=True)
class _Texts:
    """Distinct wordings laid end to end: `word` and the text it is of, `start` and `length`."""

    word: NDArray[np.uint32]
    text: NDArray[np.int32]
    start: Ints
    length: Ints
    account: NDArray[np.uint32]

    @property
    def n(self) -> int:
        return int(self.length.size)

    def runs(self, size: int) -> Hashes:
        """Return a hash of the `size` words from each word on; 0 where the text ends before."""
        hashed = np.zeros(self.word.size, np.uint64)
        whole = max(self.word.size - size + 1, 0)
        hashed[:whole] = runs(self.word, size)
        hashed[:whole][self.text[:whole] != self.text[size - 1 :]] = 0
        return hashed


def _lay_out(distinct: pl.DataFrame) -> _Texts:
    length = distinct["words"].list.len().to_numpy().astype(np.int64)
    return _Texts(
        word=distinct["words"].explode().to_numpy(),
        text=np.repeat(np.arange(length.size, dtype=np.int32), length),
        start=np.cumsum(length) - length,
        length=length,
        account=distinct["account_id"].rank("dense").to_numpy().astype(np.uint32),
    )


def _counts(phrases: Hashes) -> NDArray[np.int32]:
    """Return how often each phrase occurs, or a little more: rare hashes may share a slot."""
    bits = min(26, max(16, math.ceil(math.log2(8 * phrases.size + 1))))
    slots = (phrases >> np.uint64(64 - bits)).astype(np.int64)
    counts = np.bincount(slots[phrases != 0], minlength=1 << bits).astype(np.int32)[slots]
    counts[phrases == 0] = 0
    return counts


def _promising(texts: _Texts, counts: NDArray[np.int32], most: int, least: float) -> Mask:
    """Say for each phrase whether it could be shared, in a text that could share enough of them."""
    repeated = (counts >= 2) & (counts <= most)
    text = texts.text[repeated]
    worth = np.log(texts.n / (counts[repeated] - 1))
    possible = np.bincount(text, worth, minlength=texts.n) >= least
    possible &= np.bincount(text, minlength=texts.n) >= _LEAST_SHARE * texts.length
    return repeated & possible[texts.text]


def _links(texts: _Texts, phrases: Hashes, promising: Mask) -> tuple[Ints, Ints]:
    """Return pairs of texts of different accounts that lie side by side for two phrases or more."""
    # Of a long text the smallest hashes only, so that a copy of it keeps much the same ones.
    limit = (_SKETCH / np.maximum(texts.length, _SKETCH) * float(2**63)).astype(np.uint64)
    at = np.flatnonzero(promising & (phrases >> np.uint64(1) <= limit[texts.text]))
    text = texts.text[at]
    low = np.full(texts.n, 2**64 - 1, np.uint64)
    np.minimum.at(low, text, phrases[at])
    # Among the texts that have a phrase, those alike lie side by side: by their smallest hash.
    place = phrases[at] & ~_LOW | low[text] >> np.uint64(40)
    order = np.argsort(place, kind="stable")
    text, group = text[order].astype(np.int64), place[order] & ~_LOW
    pairs = []
    for step in range(1, _NEIGHBOURS + 1):
        a, b = text[:-step], text[step:]
        kept = (group[:-step] == group[step:]) & (texts.account[a] != texts.account[b])
        a, b = np.minimum(a[kept], b[kept]), np.maximum(a[kept], b[kept])
        shorter = np.minimum(texts.length[a], texts.length[b])
        near = shorter >= _LEAST_RATIO * np.maximum(texts.length[a], texts.length[b])
        pairs.append(a[near] << 32 | b[near])
    both, times = np.unique(np.concatenate(pairs), return_counts=True)
    both = both[times >= 2]
    a, b = both >> 32, both & 0xFFFFFFFF
    # A market of set phrases has links without end; the long texts are those that can tell.
    longest = np.argsort(-np.minimum(texts.length[a], texts.length[b]), kind="stable")[:_MOST_LINKS]
    return a[longest].astype(np.int64), b[longest].astype(np.int64)


def _alike(texts: _Texts, a: Ints, b: Ints) -> Mask:
    """Say for each pair whether all words but (0.35 n - 2) lie in runs that both have."""
    runs = texts.runs(_RUN)
    alike = np.zeros(a.size, np.bool_)
    longer = np.maximum(texts.length[a], texts.length[b])
    classes = np.ceil(np.log2(longer)).astype(np.int64)
    for size in np.unique(classes):
        members = np.flatnonzero(classes == size)
        width = 1 << int(size)
        for part in np.array_split(members, max(1, members.size * width * width // _CELLS)):
            one, two = _window(texts, runs, a[part], width), _window(texts, runs, b[part], width)
            same = (one[:, :, None] == two[:, None, :]) & (one != 0)[:, :, None]
            alike[part] = _covered(same.any(axis=2), texts.length[a[part]]) & _covered(
                same.any(axis=1), texts.length[b[part]]
            )
    return alike


def _window(texts: _Texts, runs: Hashes, which: Ints, width: int) -> Hashes:
    """Return the runs of each text in a row of `width`, 0 after its end."""
    column = np.arange(width)
    at = np.minimum(texts.start[which][:, None] + column, runs.size - 1)
    return np.where(column < texts.length[which][:, None], runs[at], 0).astype(np.uint64)


def _covered(begins: Mask, length: Ints) -> Mask:
    words = begins.copy()
    for offset in range(1, _RUN):
        words[:, offset:] |= begins[:, :-offset]
    return np.asarray(length - words.sum(axis=1) <= np.maximum(0.35 * length - 2, 0))


def _surprises(
    texts: _Texts, phrases: Hashes, counts: NDArray[np.int32], wording: Ints, inside: Mask
) -> pl.DataFrame:
    """Return for each text inside a wording the phrases it shares there and what they are worth."""
    at = np.flatnonzero(inside[texts.text] & (phrases != 0))
    text = texts.text[at]
    shared = (
        pl.DataFrame(
            {
                "at": at,
                "text": text,
                "account": texts.account[text],
                "wording": wording[text],
                "phrase": phrases[at],
                "count": counts[at],
            }
        )
        .with_columns(
            accounts=pl.col("account").n_unique().over("wording", "phrase"),
            all=pl.col("account").n_unique().over("wording"),
        )
        .filter((pl.col("accounts") > 1) & (2 * pl.col("accounts") >= pl.col("all")))
        .sort("at")
    )
    # Phrases may not overlap: from the start of each unbroken stretch, every fifth counts.
    broken = (pl.col("at").diff() != 1) | (pl.col("text").diff() != 0)
    return (
        shared.with_columns(stretch=broken.fill_null(True).cum_sum())
        .filter(pl.int_range(pl.len()).over("stretch") % _PHRASE == 0)
        .with_columns(others=(pl.col("count") - 2).clip(lower_bound=0))
        .group_by("text", "wording", "account")
        .agg(
            n_phrases=pl.len(),
            surprise=(texts.n / (1 + pl.col("others"))).log().sum().round(6),
        )
    )


def _copies(words: pl.LazyFrame, params: Mapping[str, Value]) -> pl.LazyFrame:
    reviews = words.with_columns(key=pl.col("words").hash(0)).collect()
    distinct = reviews.unique(["account_id", "key"], keep="any").sort("key", "account_id")
    texts = _lay_out(distinct)
    reviews, distinct = reviews.drop("words"), distinct.select("account_id", "key")
    phrases = texts.runs(_PHRASE)
    counts = _counts(phrases)
    most = int(params["max_texts"])
    least = _LEAST_PHRASES * math.log(max(texts.n, 2))
    a, b = _links(texts, phrases, _promising(texts, counts, most, least))
    kept = _alike(texts, a, b)
    a, b = a[kept], b[kept]
    graph = coo_array((np.ones(a.size), (a, b)), shape=(texts.n, texts.n))
    wording = connected_components(graph, directed=False)[1].astype(np.int64)
    size = np.bincount(wording, minlength=1)[wording]
    inside = (size > 1) & (size <= most)
    told = (
        _surprises(texts, phrases, counts, wording, inside)
        .filter(pl.col("surprise") >= least)
        .filter(pl.col("account").n_unique().over("wording") > 1)
    )
    found = distinct[told["text"].to_numpy()].hstack(
        told.select("wording", "n_phrases", "surprise")
    )
    return (
        reviews.lazy()
        .join(found.lazy(), on=["account_id", "key"])
        .drop("key")
        .with_columns(least=pl.lit(least), n_texts=pl.lit(texts.n, pl.Int64))
        .sort("wording", "account_id", "review_id")
    )


TABLE = Table(
    name="copied_texts",
    about=__doc__ or "",
    reads=("review_words",),
    columns=(
        "review_id",
        "account_id",
        "product_id",
        "n_words",
        "wording",
        "n_phrases",
        "surprise",
        "least",
        "n_texts",
    ),
    params=("max_texts",),
    binds=(),
    needs=("account_id", "text"),
    sql=f"""
select review_id, account_id, product_id, n_words, words
from review_words
where account_id is not null and n_words >= {_LEAST_WORDS}
""",
    then=_copies,
)
