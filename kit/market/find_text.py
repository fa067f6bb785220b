"""`find_text`: where a text that a client is known to have supplied, or a near copy, was posted."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from rapidfuzz.distance import LCSseq

from kit.case import Case
from kit.engines.derived import provide
from kit.errors import ParameterError
from kit.tables.review_words import runs, words_of
from kit.tables.text_sketches import RUN

FOUND: dict[str, Any] = {
    "review_id": pl.String,
    "account_id": pl.String,
    "product_id": pl.String,
    "posted_at": pl.Datetime("us"),
    "share": pl.Float64,
    "share_of_review": pl.Float64,
    "text": pl.String,
}
"""Columns of what is found. `share` is the part of the given text's words that the review has in
the same order, `share_of_review` the part of the review's words that are those."""

CANDIDATES = 2_000


def find_text(case: Case, text: str, least: float = 0.6) -> pl.DataFrame:
    """Find the reviews that have a text, or a near copy of it.

    Parameters
    ----------
    case : Case
    text : str
        At least four words.
    least : float
        Least share of the review's words, or of the text's, that are found in the other in order.

    Returns
    -------
    polars.DataFrame
        Columns of `FOUND`, the nearest first. The first search of a case makes an index.

    Raises
    ------
    ParameterError
        Where the text is too short to be told from chance, or `least` is no share.
    """
    if not 0 < least <= 1:
        raise ParameterError(f"least = {least} is no share.", hint="Choose it between 0 and 1.")
    wanted = words_of(pl.Series([text]))[0]
    if wanted.len() < RUN:
        raise ParameterError(
            f"The text has {wanted.len()} words.", hint=f"Give at least {RUN} words."
        )
    if case.sql("select count(text) as n from reviews")["n"][0] == 0:
        return pl.DataFrame(schema=FOUND)
    provide(case.connection, case.derived, case.evidence_hash, ["text_sketches"], {})
    asked = pl.DataFrame({"run": np.unique(runs(wanted.to_numpy(), RUN))})
    met = case.connection.select(
        """
        with hits as (
          select review_id, count(*) as n
          from text_sketches semi join asked using (run)
          group by review_id order by n desc, review_id limit $most
        )
        select review_id, account_id, product_id, posted_at, text
        from reviews join hits using (review_id)
        """,
        {"most": CANDIDATES},
        frames={"asked": asked},
    )
    if met.is_empty():
        return pl.DataFrame(schema=FOUND)
    given = wanted.to_list()
    theirs = [words.to_list() for words in words_of(met["text"])]
    alike = np.array([LCSseq.similarity(given, words) for words in theirs], dtype=float)
    sizes = np.array([len(words) for words in theirs], dtype=float)
    return (
        met.with_columns(
            share=pl.Series(alike / len(given)), share_of_review=pl.Series(alike / sizes)
        )
        .filter(pl.max_horizontal("share", "share_of_review") >= least)
        .sort("share", "share_of_review", "review_id", descending=[True, True, False])
        .select(pl.col(name).cast(kind) for name, kind in FOUND.items())
    )
