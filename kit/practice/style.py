"""How an author writes: at what length, in what case, with what slips."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.practice.names import mix

_HABITS = 0x5DEECE66D
_LANE = np.uint64(0xFFFF)

Dice = NDArray[np.uint64]
Mask = NDArray[np.bool_]


def lane(dice: Dice, place: int) -> NDArray[np.int64]:
    """Return 16 bits of each die, 0 to 65,535; `place` is 0 to 3."""
    return np.asarray(dice >> np.uint64(16 * place) & _LANE, np.int64)


def share(dice: Dice, place: int) -> NDArray[np.float64]:
    """Return 16 bits of each die as a number from 0 to 1 (exclusive)."""
    return lane(dice, place) / 65_536.0


@dataclass(frozen=True)
class Style:
    """Habits of each row's author.

    `wordy` is the mean number of sentences beyond the first, where the market is terse; the others
    say whether the author shouts, writes in lower case, ends with dots, slips in spelling, adds a
    sign, or leaves titles to the market; `favourite` (0 to 1) leans the choice of words.
    """

    wordy: NDArray[np.float64]
    shouts: Mask
    lower: Mask
    dots: Mask
    slips: Mask
    signs: Mask
    no_title: Mask
    favourite: Dice


def styles(author: NDArray[np.int32]) -> Style:
    """Return the habits of each author, shape (n,): always the same for one author."""
    dice, more = mix(author, _HABITS), mix(author, _HABITS + 1)
    return Style(
        # A few authors write pages; most say little more than they must.
        wordy=0.10 + 0.48 * -np.log1p(-share(dice, 0)),
        shouts=share(dice, 1) < 0.14,
        lower=share(dice, 2) < 0.07,
        dots=share(dice, 3) < 0.03,
        slips=share(more, 0) < 0.10,
        signs=share(more, 1) < 0.02,
        no_title=share(more, 2) < 0.5,
        favourite=mix(author, _HABITS + 2),
    )
