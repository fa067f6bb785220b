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
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.detector import Value
from kit.tables.review_words import runs
from kit.tables.table import Table

Hashes: TypeAlias = NDArray[np.uint64]
Ints: TypeAlias = NDArray[np.int64]

_PHRASE = 5
_BEFORE = 20
_OCCURRENCES = 2
_MOST_PRODUCTS = 5
_WANTED_BITS = 26
_MIX = np.uint64(0xFF51AFD7ED558CCD)


def _repeats(texts: pl.DataFrame) -> Ints:
    """Return the rows that repeat; `texts` lie by product, in order of posting."""
    length = texts["words"].list.len().to_numpy().astype(np.int64)
    text = np.repeat(np.arange(length.size, dtype=np.int32), length)
    phrase = runs(texts["words"].explode().to_numpy(), _PHRASE)
    whole = text[: phrase.size] == text[_PHRASE - 1 :][: phrase.size]
    product = texts["product"].to_numpy()
    key = phrase ^ product[text[: phrase.size]]
    key *= _MIX
    # Most phrases come once on a product. Few slots hold two of them by accident.
    bits = min(26, max(16, math.ceil(math.log2(8 * text.size + 1))))
    slot = (key >> np.uint64(64 - bits)).astype(np.int64)
    at = np.flatnonzero(whole & (np.bincount(slot[whole], minlength=1 << bits)[slot] >= 2))
    del slot
    # Occurrences of one phrase on one product lie side by side, in the order of posting.
    at = at[np.argsort(key[at], kind="stable")]
    turn, account = texts["turn"].to_numpy(), texts["account"].to_numpy()
    hits = []
    for step in range(1, _OCCURRENCES + 1):
        again = np.flatnonzero(key[at[step:]] == key[at[:-step]])
        place = at[again + step]
        now, before = text[place], text[at[again]]
        same = (product[now] == product[before]) & (account[now] != account[before])
        same &= (now != before) & (turn[now] - turn[before] <= _BEFORE)
        columns = {"now": now, "before": before, "at": place, "phrase": phrase[place]}
        hits.append(pl.DataFrame(columns).filter(pl.Series(same)))
    found = pl.concat(hits)
    apart = (
        found.join(_common(found, phrase, key, whole), on="phrase", how="anti")
        .group_by("now", "before")
        .agg(apart=pl.col("at").max() - pl.col("at").min())
        .filter(pl.col("apart") >= _PHRASE)
    )
    return apart["now"].unique().to_numpy().astype(np.int64)


def _common(
    found: pl.DataFrame, phrase: Hashes, key: Hashes, whole: NDArray[np.bool_]
) -> pl.DataFrame:
    """Return those of the phrases found that come up on many products of the market."""
    wanted = np.zeros(1 << _WANTED_BITS, np.bool_)
    wanted[found["phrase"].to_numpy() >> np.uint64(64 - _WANTED_BITS)] = True
    anywhere = np.flatnonzero(whole & wanted[phrase >> np.uint64(64 - _WANTED_BITS)])
    return (
        pl.DataFrame({"phrase": phrase[anywhere], "key": key[anywhere]})
        .group_by("phrase")
        .agg(products=pl.col("key").n_unique())
        .filter(pl.col("products") > _MOST_PRODUCTS)
    )


def _by_product(rows: pl.LazyFrame, _: Mapping[str, Value]) -> pl.LazyFrame:
    texts = (
        rows.sort("product", "posted_at", "review_id")
        .with_columns(turn=pl.int_range(pl.len()).over("product"))
        .collect()
    )
    repeats = np.zeros(texts.height, np.bool_)
    repeats[_repeats(texts)] = True
    return (
        texts.lazy()
        .with_columns(repeats=pl.Series(repeats))
        .group_by("product")
        .agg(
            pl.col("product_id", "category").min(),
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
  review_id, product_id, category, posted_at, words,
  hash(product_id) as product,
  hash(account_id) as account
from review_words
join (select review_id, posted_at, vine from reviews) using (review_id)
where product_id is not null and account_id is not null and posted_at is not null and n_words > 0
  and vine is distinct from true
""",
    then=_by_product,
)
