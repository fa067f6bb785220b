"""One row for each review with words: the published features of its text, under their own names.

L is the number of words. PCW is the share of words of two letters or more that are all capitals,
PC that of capitals among letters. PP1 is the share of words that are pronouns of the first person
(English), and RES that of sentences that end with an exclamation mark. Letters are those of any
script; where a script sets no spaces, a run of letters is one word.

Rayana & Akoglu, "Collective Opinion Spam Detection", KDD 2015, name these features; how words and
sentences are told apart is ours (source not verified).
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kit.detector import Value
from kit.tables.table import Table

WORD = r"[\p{L}\p{N}]+(?:['’]\p{L}+)*"
FIRST_PERSON = r"(?i)\b(?:i|me|my|mine|myself|we|us|our|ours|ourselves)\b"
END = r"[.!?]+(?:\s|$)"
EXCLAIMED = r"[.?]*![.!?]*(?:\s|$)"


def then(rows: pl.LazyFrame, params: Mapping[str, Value]) -> pl.LazyFrame:
    """Turn texts into counts, and counts into shares."""

    def count(pattern: str) -> pl.Expr:
        return pl.col("text").str.count_matches(pattern).cast(pl.Int64)

    def share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
        return (part / whole).fill_nan(0.0).round(9)

    open_ended = pl.col("text").str.contains(r"[.!?]\s*$").not_().cast(pl.Int64)
    return rows.select(
        "review_id",
        "account_id",
        count(WORD).alias("L"),
        share(count(r"\b\p{Lu}{2,}\b"), count(r"[\p{L}\p{N}]{2,}")).alias("PCW"),
        share(count(r"\p{Lu}"), count(r"\p{L}")).alias("PC"),
        share(count(FIRST_PERSON), count(WORD)).alias("PP1"),
        share(count(EXCLAIMED), count(END) + open_ended).alias("RES"),
    ).filter(pl.col("L") > 0)


TABLE = Table(
    name="review_text_features",
    about=__doc__ or "",
    reads=("reviews",),
    columns=("review_id", "account_id", "L", "PCW", "PC", "PP1", "RES"),
    needs=("text",),
    sql="select review_id, account_id, text from reviews where text is not null",
    then=then,
)
