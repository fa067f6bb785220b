"""One row for each product: how many of its texts repeat much of one posted shortly before.

A text repeats when it shares at least ten words, as phrases of five in a row that do not overlap,
with one of the twenty texts posted before it on the product by other accounts. Phrases that come up
on more than five products are the market's own and do not count; a name or a feature that everybody
mentions is shorter. `n_chances` adds up over the texts how many came before, at most twenty each.
A text without an account or a date is left out; so are those of the market's own sampling
programme, which asks for one wording of what was given.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import polars as pl

from kit.detector import Value
from kit.tables.table import Table

_PHRASE = 5
_BEFORE = 20
_OCCURRENCES = 2
_MOST_PRODUCTS = 5
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)


def _repeats(texts: pl.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the rows that repeat; `texts` has product, account, turn and words, in turn order."""
    length = texts["words"].list.len().to_numpy().astype(np.int64)
    word = texts["words"].explode().drop_nulls().to_numpy().astype(np.uint64)
    text = np.repeat(np.arange(length.size), length)
    whole = max(word.size - _PHRASE + 1, 0)
    phrase = np.zeros(whole, np.uint64)
    for offset in range(_PHRASE):
        phrase = phrase * _STEP + word[offset : offset + whole] + 1
    at = np.flatnonzero(text[:whole] == text[_PHRASE - 1 :][:whole])
    product = texts["product"].to_numpy().astype(np.uint64)
    key = (phrase[at] ^ (product[text[at]] * _STEP)) * _MIX
    key ^= key >> np.uint64(29)
    # Occurrences of one phrase on one product lie side by side, in the order of posting.
    order = np.argsort(key, kind="stable")
    key, at = key[order], at[order]
    # Two phrases may share a slot: then both count as more common than they are.
    bits = min(26, max(16, math.ceil(math.log2(8 * word.size + 1))))
    slot = (phrase[at] * _MIX >> np.uint64(64 - bits)).astype(np.int64)
    first = np.append(True, key[1:] != key[:-1])[: key.size]
    own = np.bincount(slot[first], minlength=1 << bits)[slot] <= _MOST_PRODUCTS
    turn, account = texts["turn"].to_numpy(), texts["account"].to_numpy()
    hits = []
    for step in range(1, _OCCURRENCES + 1):
        now, before = text[at[step:]], text[at[:-step]]
        same = (key[step:] == key[:-step]) & (product[now] == product[before])
        same &= (account[now] != account[before]) & (turn[now] - turn[before] <= _BEFORE)
        same &= (now != before) & own[step:]
        hits.append(pl.DataFrame({"now": now[same], "before": before[same], "at": at[step:][same]}))
    apart = (
        pl.concat(hits)
        .group_by("now", "before")
        .agg(apart=pl.col("at").max() - pl.col("at").min())
        .filter(pl.col("apart") >= _PHRASE)
    )
    return apart["now"].unique().to_numpy().astype(np.int64)


def _by_product(rows: pl.LazyFrame, _: Mapping[str, Value]) -> pl.LazyFrame:
    texts = rows.sort("product", "turn").collect()
    repeats = np.zeros(texts.height, np.bool_)
    repeats[_repeats(texts)] = True
    return (
        texts.lazy()
        .drop("words")
        .with_columns(repeats=pl.Series(repeats))
        .group_by("product")
        .agg(
            pl.col("product_id", "category").first(),
            n_texts=pl.len().cast(pl.Int64),
            n_chances=pl.col("turn").clip(upper_bound=_BEFORE).sum(),
            n_repeats=pl.col("repeats").sum().cast(pl.Int64),
        )
        .drop("product")
        .sort("product_id")
    )


TABLE = Table(
    name="phrase_repeats",
    about=__doc__ or "",
    reads=("reviews", "review_words"),
    columns=("product_id", "category", "n_texts", "n_chances", "n_repeats"),
    needs=("account_id", "product_id", "text", "posted_at"),
    sql="""
select
  dense_rank() over (order by product_id) as product,
  dense_rank() over (order by account_id) as account,
  product_id,
  min(category) over (partition by product_id) as category,
  row_number() over (partition by product_id order by posted_at, review_id) - 1 as turn,
  words
from review_words
join (select review_id, posted_at, vine from reviews) using (review_id)
where product_id is not null and account_id is not null and posted_at is not null and n_words > 0
  and vine is distinct from true
""",
    then=_by_product,
)
