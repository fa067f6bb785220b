"""Weighted draws with whole-number weights, so that every machine lands on the same item."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kit.practice.seeds import Random

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_STEPS = 1 << 24


class Wheel:
    """Items with weights, of which any contiguous stretch can be drawn from.

    Parameters
    ----------
    weights : array of float, shape (n,)
        Relative weights, 0 or more. They are rounded to whole numbers, the largest to 2^24, since
        a running sum of floats could differ between machines in its last digit.
    """

    def __init__(self, weights: NDArray[np.floating]) -> None:
        top = float(weights.max()) if weights.size else 0.0
        whole = np.rint(weights * (_STEPS / top)) if top > 0 else np.zeros(weights.size)
        self.cumulative: Ints = np.concatenate(([0], np.cumsum(whole.astype(np.int64))))

    def weight(self, low: Ints, high: Ints) -> Ints:
        """Return the whole-number weight of items low to high (exclusive), element by element."""
        return np.asarray(self.cumulative[high] - self.cumulative[low])

    def draw_between(self, random: Random, low: Ints, high: Ints) -> Ints:
        """Draw one item from each stretch low to high (exclusive); the stretch must have weight."""
        start = self.cumulative[low]
        room = self.cumulative[high] - start
        return self.item_at(start + (random.random(low.size) * room).astype(np.int64))

    def draw(self, random: Random, size: int) -> Ints:
        """Draw `size` items from all of them, with replacement."""
        total = int(self.cumulative[-1])
        return self.item_at(random.integers(0, total, size))

    def item_at(self, position: Ints) -> Ints:
        """Return the item that holds each position on the running sum."""
        return np.searchsorted(self.cumulative, position, side="right").astype(np.int64) - 1
