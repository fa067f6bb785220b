"""One row for each account with several texts: how far its texts lie apart in style.

Style is what does not depend on the subject: `HABITS`, each a rate in a text. Rates become normal
scores among the market's texts of like length and polarity (four stars or more, or fewer), as a
short or an angry text is written otherwise by anybody. Texts of ten words or more count, and the
copies of a text under one account once.

The scores' covariance within accounts W and in all T are estimated over the market. Where one
author wrote all, an account's texts vary with W; where each has an author of its own, with T. So
`spread` is the sum of the texts' squared distances from the account's mean in (W^-1 - T^-1), the
form that tells one from the other best: habits that say nothing about authors weigh nothing. To W
a tenth of T is added, as nobody keeps a habit better than nine times in ten. `expected` is what the
market's texts of the same lengths add up to. `habit` is the one that differs most, `least` and
`most` its rates in the account's texts.

Mosteller & Wallace, "Inference and Disputed Authorship: The Federalist", 1964, for rates of
function words as marks of an author (source not verified); the habits and the form are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import special

from kit.detector import Value
from kit.tables.table import Table

Array: TypeAlias = NDArray[np.float64]

LENGTHS = 5
"""Classes of length, of about as many texts each."""

FLOOR = 0.1
"""Share of T that is added to W."""

SCHEMA: dict[str, type[pl.DataType]] = {
    "account_id": pl.String,
    "n_texts": pl.Int64,
    "n_words": pl.Int64,
    "spread": pl.Float64,
    "expected": pl.Float64,
    "habit": pl.String,
    "least": pl.Float64,
    "most": pl.Float64,
}

# Words are counted later: so many have at least a letter each, and a space between.
TEXTS = """
with several as (
  select account_id
  from reviews
  where account_id is not null and length(text) >= 2 * $min_words - 1
  group by account_id
  having count(*) >= $min_texts
)
select account_id, trim(text) as text, coalesce(avg(stars), 3) >= 3.5 as likes
from reviews semi join several using (account_id)
where length(text) >= 2 * $min_words - 1
group by account_id, trim(text)
order by account_id, text
"""


def _count(pattern: str, literal: bool = False) -> pl.Expr:
    return pl.col("text").str.count_matches(pattern, literal=literal).cast(pl.Float64)


def _word(word: str) -> pl.Expr:
    """A word between spaces: what stands beside a mark is left out for everybody alike."""
    return _count(f" {word} ", literal=True) / pl.col("n")


_WORDS = ("the", "and", "it", "a", "to", "is", "was", "of")
_ENDS = pl.max_horizontal(_count(r"[.!?]+(?:\s|$)"), pl.lit(1.0))

HABITS: Mapping[str, pl.Expr] = {
    "capitals in 100 letters": 100 * _count(r"\p{Lu}") / pl.col("size"),
    "exclamation marks a sentence": _count("!", literal=True) / _ENDS,
    "rows of dots a word": _count("..", literal=True) / pl.col("n"),
    "commas a word": _count(",", literal=True) / pl.col("n"),
    "apostrophes a word": _count(r"['’]") / pl.col("n"),
    "bytes a letter": pl.col("text").str.len_bytes() / pl.col("size"),
    "letters a word": pl.col("size") / pl.col("n"),
    "words a sentence": pl.col("n") / _ENDS,
    "words": pl.col("n"),
    "brackets, quotes and dashes a word": _count(r'["()\-:;/]') / pl.col("n"),
    "double spaces a word": _count("  ", literal=True) / pl.col("n"),
    "marks without a space after them a word": _count(r"[,.!?;]\p{L}") / pl.col("n"),
    "spaces before marks a word": _count(r"\s[,.!?;]") / pl.col("n"),
    "beginning in lower case": pl.col("text").str.contains(r"^\p{Ll}").cast(pl.Float64),
    "ending with a mark": pl.col("text").str.contains(r"[.!?]$").cast(pl.Float64),
    "'I' a word": _count(r"\b[Ii]\b") / pl.col("n"),
    **{
        f"'{word}' a word": _word(word)
        for word in ["the", "and", "it", "a", "to", "is", "was", "of", "very"]
    },
}
"""What is counted in a text, in the words of the finding; `n` words and `size` letters long."""


def _rates(texts: pl.LazyFrame, params: Mapping[str, Value]) -> pl.DataFrame:
    """Return the habits of each text that is long enough: account, n, likes, h0, h1, ..."""
    habits = [habit.alias(f"h{place}") for place, habit in enumerate(HABITS.values())]
    return (
        texts.with_columns(
            n=pl.col("text").str.count_matches(r"\S+").cast(pl.Float64),
            size=pl.col("text").str.len_chars().cast(pl.Float64),
        )
        .filter(pl.col("n") >= params["min_words"])
        .filter(pl.len().over("account_id") >= params["min_texts"])
        .select("account_id", "n", "likes", *habits)
        .collect()
        .sort("account_id", maintain_order=True)
    )


def _normal_scores(rates: pl.DataFrame) -> tuple[NDArray[np.int64], Array]:
    """Return each text's class of length, shape (n,), and its scores, shape (n, habits)."""
    at = (pl.col("n").rank() * LENGTHS / (pl.len() + 1)).floor().cast(pl.Int64)
    classed = rates.with_columns(length=at)
    words = list(HABITS).index("words")
    ranks = classed.select(
        # Within a class of length, length itself would say little.
        ((pl.col(f"h{n}").rank() - 0.5) / pl.len()).over(
            ["likes"] if n == words else ["likes", "length"]
        )
        for n in range(len(HABITS))
    )
    return classed["length"].to_numpy(), np.asarray(special.ndtri(ranks.to_numpy()), np.float64)


def _form(within: Array, total: Array) -> tuple[Array, Array]:
    """Return directions, shape (habits, k), and weights, shape (k,), of W^-1 - T^-1."""
    noise = (1 - FLOOR) * within + FLOOR * total
    size, axis = np.linalg.eigh(noise)
    kept = size > 1e-6 * size.max()
    white = axis[:, kept] / np.sqrt(size[kept])
    between, turn = np.linalg.eigh(white.T @ (total - within) @ white)
    between = np.maximum(between, 0.0)
    return white @ turn, between / (1 + between)


def spreads(rates: pl.DataFrame) -> pl.DataFrame:
    """Return how far the texts of each account lie apart.

    Parameters
    ----------
    rates : polars.DataFrame
        account_id (each account's rows together), n (words), likes, and h0, h1, ... as `HABITS`.

    Returns
    -------
    polars.DataFrame
        Columns of `SCHEMA`, one row for each account.
    """
    if rates.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    account = rates["account_id"].rle_id().to_numpy().astype(np.int64)
    starts = np.flatnonzero(np.diff(account, prepend=-1))
    n = np.bincount(account).astype(np.float64)
    length, scores = _normal_scores(rates)

    def summed(values: Array) -> Array:
        return np.asarray(np.add.reduceat(values, starts, axis=0), np.float64)

    apart = scores - (summed(scores) / n[:, None])[account]
    centred = scores - scores.mean(axis=0)
    within, total = apart.T @ apart / (n - 1).sum(), centred.T @ centred / len(centred)
    axes, weights = _form(within, total)
    # A text lies nearer to a mean that it is a part of.
    distance = (apart @ axes) ** 2 @ weights * (n / (n - 1))[account]
    usual = np.bincount(length, distance) / np.maximum(np.bincount(length), 1)
    part = ((n - 1) / n)[account]
    usually = np.maximum(np.diag(within), 1e-9)
    which = _habit(summed(apart**2) / (n - 1)[:, None], usually, np.diag(total))
    raw, rows = rates.select(pl.col("^h[0-9]+$").cast(pl.Float64)).to_numpy(), np.arange(n.size)
    return pl.DataFrame(
        {
            "account_id": rates["account_id"].unique(maintain_order=True),
            "n_texts": n,
            "n_words": summed(rates["n"].to_numpy()),
            "spread": summed(distance * part).round(9),
            "expected": summed(usual[length] * part).round(9),
            "habit": pl.Series(list(HABITS)).gather(which),
            "least": np.minimum.reduceat(raw, starts, axis=0)[rows, which].round(9),
            "most": np.maximum.reduceat(raw, starts, axis=0)[rows, which].round(9),
        },
        schema=SCHEMA,
        strict=False,
    )


def _habit(varies: Array, within: Array, total: Array) -> NDArray[np.int64]:
    """Return each account's most different habit, weighed by how well it tells authors apart."""
    telling = np.maximum(1 - within / np.maximum(total, within), 0.0)
    excess = (varies / ((1 - FLOOR) * within + FLOOR * total) - 1) * telling
    return np.asarray(excess.argmax(axis=1), np.int64)


def then(rows: pl.LazyFrame, params: Mapping[str, Value]) -> pl.LazyFrame:
    """Turn texts into the spread of each account's."""
    return spreads(_rates(rows, params)).lazy()


TABLE = Table(
    name="writing_styles",
    about=__doc__ or "",
    reads=("reviews",),
    columns=tuple(SCHEMA),
    needs=("account_id", "text"),
    params=("min_texts", "min_words"),
    sql=TEXTS,
    then=then,
)
