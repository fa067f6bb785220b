"""One row for each account that wrote texts: the published reviewer features of text.

RL is the mean number of words of its reviews. ACS and MCS are the mean and the largest cosine
between two of its reviews, each a bag of words (counts of words in lower case, hashed into a
million bins); NULL where there are not two. An account's latest 500 texts count. ACS is over all
their pairs. MCS is over reviews at most 50 texts apart in time, and 1 where any two hold the same
words.

Rayana & Akoglu, "Collective Opinion Spam Detection", KDD 2015, after Mukherjee et al., "Spotting
Opinion Spammers using Behavioral Footprints", KDD 2013, and Lim et al., "Detecting Product Review
Spammers using Rating Behaviors", CIKM 2010 (sources not verified). The first author's published
code weighs pairs of words by TF-IDF; words by count are ours, as are the bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl
from scipy import sparse

from kit.detector import Value
from kit.tables.table import Table

BINS = 1 << 20
APART = 50
CHUNK = 100_000
"""Reviews that are held as words at a time."""

WORD = r"[\p{L}\p{N}]+"
SCHEMA: dict[str, type[pl.DataType]] = {
    "account_id": pl.String,
    "RL": pl.Float64,
    "ACS": pl.Float64,
    "MCS": pl.Float64,
}

LATEST = """
select account_id, review_id, text
from reviews
where account_id is not null and text is not null and trim(text) <> ''
qualify row_number() over (
  partition by account_id order by posted_at desc nulls last, review_id
) <= 500
order by account_id, posted_at nulls last, review_id
"""


def of_texts(texts: pl.DataFrame) -> pl.DataFrame:
    """Return RL, ACS and MCS of the accounts whose texts are given.

    Parameters
    ----------
    texts : polars.DataFrame
        account_id and text, each account's rows together and in order of time.

    Returns
    -------
    polars.DataFrame
        account_id, RL (words), ACS, MCS (0 to 1); one row for each account, in order of account_id.
    """
    if texts.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    words = texts.select(
        pl.col("account_id").rle_id().alias("a"),
        pl.col("text").str.to_lowercase().str.extract_all(WORD).alias("words"),
    )
    account = words["a"].to_numpy().astype(np.int64)
    bags = _bags(words["words"])
    n_accounts = int(account[-1]) + 1
    belongs = sparse.csr_array(
        (np.ones(account.size), (account, np.arange(account.size))),
        shape=(n_accounts, account.size),
    )
    n = np.bincount(account, minlength=n_accounts)
    pairs = np.where(n > 1, n * (n - 1.0), np.nan)
    # The cosines of all pairs add up to the squared length of the sum of unit vectors, less n.
    together = (belongs @ bags).power(2).sum(axis=1)
    norms = np.bincount(account, bags.power(2).sum(axis=1), minlength=n_accounts)
    return (
        pl.DataFrame(
            {
                "account_id": texts["account_id"].gather(np.unique(account, return_index=True)[1]),
                "RL": np.bincount(account, words["words"].list.len(), minlength=n_accounts) / n,
                "ACS": (together - norms) / pairs,
                "MCS": np.where(n > 1, _closest(account, bags, n_accounts), np.nan),
            },
            schema=SCHEMA,
        )
        .with_columns(pl.col("RL", "ACS", "MCS").fill_nan(None).round(9))
        .sort("account_id")
    )


def _bags(words: pl.Series) -> Any:
    """Return one row of unit length for each review: counts of its hashed words."""
    counted = (
        pl.DataFrame({"review": np.arange(len(words)), "word": words})
        .explode("word")
        .drop_nulls("word")
        .group_by("review", pl.col("word").hash(seed=0) % BINS)
        .len()
        .sort("review", "word")
    )
    review = counted["review"].to_numpy()
    count = counted["len"].to_numpy().astype(np.float64)
    length = np.sqrt(np.bincount(review, count**2, minlength=len(words)))
    shape = (len(words), BINS)
    index = (review, counted["word"].to_numpy().astype(np.int64))
    return sparse.csr_array((count / length[review], index), shape=shape)


def _closest(account: np.ndarray, bags: Any, n_accounts: int) -> np.ndarray:
    """Return each account's largest cosine between two reviews at most `APART` apart, or alike."""
    largest = np.zeros(n_accounts)
    for apart in range(1, min(APART, account.size - 1) + 1):
        first = np.flatnonzero(account[:-apart] == account[apart:])
        if not first.size:
            break
        cosines = bags[first].multiply(bags[first + apart]).sum(axis=1)
        np.maximum.at(largest, account[first], cosines)
    # Equal bags have equal products with one fixed random vector, others have not.
    marks = np.random.default_rng(0).random(BINS)
    seen = pl.DataFrame({"a": account, "mark": np.round(bags @ marks, 9)})
    again = seen.filter(pl.col("mark") > 0, pl.struct("a", "mark").is_duplicated())["a"]
    largest[again.to_numpy()] = 1.0
    return np.minimum(largest, 1.0)


def _chunks(accounts: pl.Series) -> Iterator[tuple[int, int]]:
    """Yield stretches (offset, length) of about `CHUNK` rows that cut no account in two."""
    ends = accounts.rle().struct.field("len").cum_sum().to_numpy()
    start = 0
    while start < len(accounts):
        end = int(ends[min(int(np.searchsorted(ends, start + CHUNK)), ends.size - 1)])
        yield start, end - start
        start = end


def then(rows: pl.LazyFrame, params: Mapping[str, Value]) -> pl.LazyFrame:
    """Turn the latest texts of accounts into their features, some accounts at a time."""
    accounts = rows.select("account_id").collect()["account_id"]
    parts = [of_texts(rows.slice(at, length).collect()) for at, length in _chunks(accounts)]
    return pl.concat([pl.DataFrame(schema=SCHEMA), *parts]).lazy()


TABLE = Table(
    name="reviewer_text_features",
    about=__doc__ or "",
    reads=("reviews",),
    columns=tuple(SCHEMA),
    needs=("account_id", "text"),
    sql=LATEST,
    then=then,
)
