"""Lightly edited copies: a few words of a text are changed, the rest is left."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.practice.grammar import GRAMMAR
from kit.practice.names import mix
from kit.practice.style import Dice, lane

_SLIPS = GRAMMAR["slip_in"]["words"]
_DROPPED = 1 << 14


def reword(text: pl.Series, edits: NDArray[np.int8], hand: Dice) -> pl.Series:
    """Change some words of each text.

    A word that is changed gives way to another of its meaning; where none is known it is left out,
    or one is slipped in before it.

    Parameters
    ----------
    text : polars.Series
        Texts, shape (n,); null where there is none.
    edits : array of int8, shape (n,)
        How many words to change; never more than half of a text's words.
    hand : array of uint64, shape (n,)
        Luck of each row: rows with one text and one hand come out the same.

    Returns
    -------
    polars.Series
        Texts, shape (n,).
    """
    edited = np.flatnonzero((edits > 0) & text.is_not_null().to_numpy())
    if not edited.size:
        return text
    words = pl.DataFrame(
        {"row": edited, "edits": edits[edited], "word": text.gather(edited).str.split(" ")}
    ).explode("word")
    row = words["row"].to_numpy()
    place = np.arange(row.size) - np.searchsorted(row, row)
    luck = mix(hand[row] + place.astype(np.uint64), 53)
    slip = pl.Series(_SLIPS).gather(lane(luck, 1) * len(_SLIPS) >> 16)
    words = words.with_columns(
        luck=luck,
        slipped=pl.format("{} {}", slip, "word"),
        drops=pl.Series(lane(luck, 0) < _DROPPED),
        core=pl.col("word").str.extract(r"(\w+)"),
    ).with_columns(
        other=pl.col("core").str.to_lowercase().replace_strict(GRAMMAR["synonyms"], default=None),
        changed=pl.col("luck").rank("ordinal").over("row")
        <= pl.min_horizontal("edits", pl.len().over("row") // 2),
    )
    kept = words.with_columns(
        word=pl.when(~pl.col("changed"))
        .then("word")
        .when(pl.col("other").is_not_null())
        .then(_in_place())
        # What ends a sentence stays where it is.
        .when(pl.col("drops") & pl.col("word").str.contains(r"\w$"))
        .then(None)
        .otherwise("slipped")
    ).drop_nulls("word")
    joined = kept.group_by("row", maintain_order=True).agg(pl.col("word").str.join(" "))
    return text.clone().scatter(joined["row"], joined["word"])


def _in_place() -> pl.Expr:
    """Return the other word, with the capital and the punctuation of the word that it replaces."""
    other = (
        pl.when(pl.col("core").str.contains(r"^\p{Lu}"))
        .then(pl.col("other").str.to_titlecase())
        .otherwise("other")
    )
    before = pl.col("word").str.extract(r"^(\W*)")
    after = pl.col("word").str.extract(r"\w(\W*)$").fill_null("")
    return pl.concat_str(before, other, after)
