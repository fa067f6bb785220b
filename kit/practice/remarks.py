"""Stock remarks in texts: that the product was free, that money came back, and habits of speech."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.practice.grammar import GRAMMAR, Subject, realise
from kit.practice.names import mix
from kit.practice.style import Dice, lane, share, styles

NOTES = ("none", "free", "refund", "vine", "card", "habit")
"""Kinds of remark, by the number that `Rows.note` holds.

"free" discloses a gift, "refund" lets slip that money came back, "vine" names the market's own
sampling programme, "card" complains about an offer in the box: each is a sentence beside the text.
"habit" stands in place of the text: what its author writes each time.
"""

FREE, REFUND, VINE, CARD, HABIT = range(1, len(NOTES))
_FIRST = 0.35


def remark(
    text: pl.Series, note: NDArray[np.int8], author: NDArray[np.int32], script: Dice, about: Subject
) -> pl.Series:
    """Add its remark to each text that has one.

    Parameters
    ----------
    text : polars.Series
        Texts, shape (n,); null where there is none.
    note : array of int8, shape (n,)
        Which remark, by its number in `NOTES`.
    author : array of int32, shape (n,)
        Whose manner of writing is used.
    script : array of uint64, shape (n,)
        What is said: the same script and note give the same remark, a habit only the author's.
    about : Subject
        What each review is about.

    Returns
    -------
    polars.Series
        Texts, shape (n,); a remark stands first or last, or alone where there was no text.
    """
    noted = np.flatnonzero(note)
    if not noted.size:
        return text
    kind, who = note[noted], author[noted]
    dice = np.where(kind == HABIT, mix(who, 41), mix(script[noted], 43))
    patterns: list[str] = []
    which = np.zeros(noted.size, np.int64)
    for number, name in enumerate(NOTES[1:], 1):
        own = GRAMMAR["remarks"][name]
        rows = kind == number
        which[rows] = len(patterns) + (lane(dice[rows], 0) * len(own) >> 16)
        patterns += own
    said = realise(patterns, which, mix(dice, 47), about.take(noted), "remark_words")
    frame = pl.DataFrame(
        {
            "text": text.gather(noted),
            "said": said + ".",
            "alone": kind == HABIT,
            "first": share(dice, 1) < _FIRST,
            "lower": styles(who).lower,
        }
    )
    frame = frame.with_columns(
        said=pl.when("lower").then(pl.col("said").str.to_lowercase()).otherwise("said"),
        alone=pl.col("alone") | pl.col("text").is_null(),
    )
    whole = frame.select(
        pl.when("alone")
        .then("said")
        .when("first")
        .then(pl.format("{} {}", "said", "text"))
        .otherwise(pl.format("{} {}", "text", "said"))
    ).to_series()
    return text.clone().scatter(noted, whole)
