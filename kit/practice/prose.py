"""Titles and texts of reviews: a small grammar, an author's style, and short words that repeat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.practice.grammar import GRAMMAR, Subject, choose, realise
from kit.practice.names import mix
from kit.practice.seeds import Random
from kit.practice.style import Dice, Style, lane, share, styles
from kit.practice.wheel import Ints

MOODS = ("good", "plain", "bad")
# Up to which share of 1 a sentence is good, and good or plain, by stars 1 to 5.
_GOOD = np.array([0.04, 0.15, 0.38, 0.72, 0.93])
_PLAIN = np.array([0.16, 0.36, 0.68, 0.90, 0.985])
_EMPTY, _SHORT, _SECOND = 0.02, 0.27, 0.06
_ELOQUENT = 0.7


@dataclass(frozen=True)
class Manner:
    """How a whole market writes.

    Parameters
    ----------
    variety : float
        Share of the texts that begin in the larger part of the grammar, whose sentences hardly ever
        come twice.
    length : float
        Times its author's habit that a text goes on beyond its first sentence.
    most : int
        Sentences that no text exceeds.
    """

    variety: float
    length: float
    most: int


AT_LENGTH = Manner(variety=1.0, length=4.2, most=16)
"""As people write about what a shop sells: `kit.practice.fit` lays it beside real files."""

TERSE = Manner(variety=0.0, length=1.0, most=9)
"""A line or two, as in an app store: a market of 40,000 reviews that fits into a megabyte."""


def _moods(stars: Ints, luck: NDArray[np.float64]) -> Ints:
    """Return the number of a mood in `MOODS` for each row, as the stars suggest."""
    return np.asarray((luck >= _GOOD[stars - 1]).astype(np.int64) + (luck >= _PLAIN[stars - 1]))


def _phrases(
    moods: Ints,
    first: Ints,
    stride: Ints,
    dice: Dice,
    subject: Subject,
    kind: str = "",
    part: str = "moods",
    of: str = "words",
) -> pl.Series:
    """Return a phrase of each row's mood, of a part of the grammar and its words.

    `first` (0 to 65,535) chooses the pattern and `stride` steps are taken from it.
    """
    patterns: list[str] = []
    which = np.zeros(moods.size, np.int64)
    for number, mood in enumerate(MOODS):
        own = GRAMMAR[part][kind + mood]
        rows = moods == number
        which[rows] = len(patterns) + ((first[rows] * len(own) >> 16) + stride[rows]) % len(own)
        patterns += own
    return realise(patterns, which, dice, subject, of)


def _habitual(luck: Ints, habit: Dice, script: Dice, chance: float) -> Ints:
    """Return luck, or with some chance what the author mostly does instead."""
    return np.where(share(script, 3) < chance, lane(habit, 1), luck)


def long_scripts(random: Random, count: int) -> Dice:
    """Return scripts, shape (count,), of texts that say something: mostly several sentences."""
    drawn = random.integers(0, 1 << 63, 16 * count + 64, dtype=np.uint64)
    dice = mix(drawn, 3)
    return np.asarray(drawn[(share(dice, 0) >= _SHORT) & (share(dice, 2) >= _ELOQUENT)][:count])


def _short(moods: Ints, dice: Dice) -> pl.Series:
    """Return one of the short texts that half the world writes, now and then with a full stop."""
    words: list[str] = []
    index = np.zeros(moods.size, np.int64)
    for number, mood in enumerate(MOODS):
        own = GRAMMAR["short"][mood]
        rows = moods == number
        index[rows] = len(words) + choose(own, lane(dice[rows], 1))
        words += own
    ends = pl.Series(["", ".", "!", ""]).gather(lane(dice, 2) >> 14)
    return pl.Series(words).gather(index) + ends


def _sentences(
    moods: Ints, first: Ints, stride: Ints, dice: Dice, subject: Subject, wide: NDArray[np.bool_]
) -> pl.Series:
    """Return a sentence for each row, of the larger part of the grammar where `wide` says so."""
    near, far = np.flatnonzero(~wide), np.flatnonzero(wide)
    said = [
        _phrases(moods[at], first[at], stride[at], dice[at], subject.take(at), "", part, of)
        for at, part, of in ((near, "moods", "words"), (far, "wide", "wide_words"))
        if at.size
    ]
    back = np.argsort(np.concatenate((near, far)), kind="stable")
    return pl.concat(said).gather(back)


def _long(
    count: Ints, stars: Ints, script: Dice, style: Style, subject: Subject, variety: float
) -> pl.Series:
    """Return `count` sentences for each row (at least one), joined."""
    row = np.repeat(np.arange(count.size), count)
    place = np.arange(row.size) - np.repeat(np.cumsum(count) - count, count)
    dice = mix(script[row] + place.astype(np.uint64), 11)
    moods = _moods(stars[row], share(dice, 3))
    begin = _habitual(lane(script, 1), style.favourite, script, 0.3)
    # From its first pattern a text walks on with a stride of its own, so that none comes twice.
    stride = place * (1 + lane(script, 0)[row] % 13)
    # The first sentence is the author's story, the others are half and half.
    wide = share(mix(dice, 61), 0) < variety * np.where(place > 0, 0.5, 1.0)
    about = subject.take(row)
    sentence = _sentences(moods, begin[row], stride, mix(dice, 13), about, wide)
    luck = mix(dice, 17)
    opens, closes = share(luck, 0) < 0.12, share(luck, 1) < 0.18
    words = GRAMMAR["words"]
    loud = style.shouts[row] & (moods != 1)
    frame = pl.DataFrame(
        {
            "row": row,
            "sentence": sentence,
            "opens": opens,
            "closes": closes,
            "opener": pl.Series(words["sure"]).gather(lane(luck, 2) * len(words["sure"]) >> 16),
            "tail": pl.Series(words["tail"]).gather(lane(luck, 3) * len(words["tail"]) >> 16),
            "end": pl.Series([".", "!", "..."]).gather(
                np.where(loud, 1, np.where(style.dots[row], 2, 0))
            ),
        }
    )
    # After an opener the sentence goes on in lower case, but for "I".
    lower = pl.col("sentence").str.head(1).str.to_lowercase() + pl.col("sentence").str.slice(1)
    lower = pl.when(pl.col("sentence").str.starts_with("I ")).then("sentence").otherwise(lower)
    said = pl.when("opens").then(pl.format("{}, {}", "opener", lower)).otherwise("sentence")
    said = pl.when("closes").then(pl.format("{}, {}", said, "tail")).otherwise(said)
    joined = (
        frame.select("row", sentence=said + pl.col("end"))
        .group_by("row", maintain_order=True)
        .agg(pl.col("sentence").str.join(" "))
    )
    return joined.to_series(1)


def _dress(text: pl.Series, style: Style, script: Dice) -> pl.Series:
    """Return texts as their authors type them: lower case, slips, a sign at the end."""
    slips = GRAMMAR["slips"]
    signs = pl.Series(GRAMMAR["signs"]["emoji"])
    sign = signs.gather(lane(script, 2) * 6 >> 16)
    shown = style.signs & (share(script, 3) < 0.5)
    frame = pl.DataFrame(
        {"text": text, "lower": style.lower, "slips": style.slips, "sign": sign, "shown": shown}
    )
    typed = pl.col("text").str.replace_many(list(slips), list(slips.values()))
    out = pl.when("slips").then(typed).otherwise("text")
    out = pl.when("lower").then(out.str.to_lowercase()).otherwise(out)
    out = pl.when("shown").then(pl.format("{} {}", out, "sign")).otherwise(out)
    return frame.select(out.alias("text")).to_series()


def write(
    stars: NDArray[np.int8],
    author: NDArray[np.int32],
    script: Dice,
    subject: Subject,
    manner: Manner = AT_LENGTH,
) -> tuple[pl.Series, pl.Series]:
    """Write titles and texts.

    Parameters
    ----------
    stars : array of int8, shape (n,)
        1 to 5; they set the mood.
    author : array of int32, shape (n,)
        Whose manner of writing is used.
    script : array of uint64, shape (n,)
        What is said: rows with one script and author say the same of their products.
    subject : Subject
        What each review is about.
    manner : Manner
        How the market writes.

    Returns
    -------
    tuple of polars.Series
        Titles and texts, shape (n,); some are null.
    """
    style, given = styles(author), stars.astype(np.int64)
    dice = mix(script, 3)
    length = share(dice, 0)
    moods = _moods(given, share(dice, 1))
    short = length < _SHORT
    # Wordier authors write more sentences, and any author does where there is more to say.
    more = style.wordy * manner.length * -np.log1p(-share(dice, 2))
    extra = more + (share(mix(dice, 1), 0) < _SECOND)
    count = np.minimum(1 + extra.astype(np.int64), manner.most)
    text = _long(count, given, script, style, subject, manner.variety)
    brief = _short(moods, mix(script, 5))
    none = np.zeros(given.size, np.int64)
    begin = _habitual(lane(mix(script, 19), 0), style.favourite, script, 0.3)
    titled = _phrases(moods, begin, none, mix(script, 7), subject, "title_")
    stock = pl.Series(GRAMMAR["stock_titles"]["by_stars"]).gather(given - 1)
    frame = pl.DataFrame(
        {
            "text": text,
            "brief": brief,
            "title": titled,
            "stock": stock,
            "short": short,
            "empty": length < _EMPTY,
            "bare": style.no_title | (short & (share(dice, 3) < 0.5)),
        }
    )
    body = frame.select(
        pl.when("empty").then(None).when("short").then("brief").otherwise("text")
    ).to_series()
    title = frame.select(pl.when("bare").then("stock").otherwise("title")).to_series()
    return _dress(title, style, script), _dress(body, style, script)
