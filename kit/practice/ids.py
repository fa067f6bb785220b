"""Ids that say nothing: a number's place in the market is scrambled before it is written."""

from __future__ import annotations

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from kit.practice.seeds import Random
from kit.practice.wheel import Ints

# Crockford's base 32: no I, L, O or U, so an id is not misread.
_LETTERS = np.frombuffer(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ", np.uint8)


class IdBook:
    """Writes the numbers 0 to `count` - 1 as ids of one length, each its own, in no order.

    Parameters
    ----------
    random : numpy.random.Generator
        The part's stream; it keys the scrambling.
    prefix : str
        What every id starts with, ASCII.
    count : int
        How many numbers there can be. Ids are the shortest that leave 15 of 16 unused, at least
        four letters after the prefix.
    """

    def __init__(self, random: Random, prefix: str, count: int) -> None:
        self.prefix = np.frombuffer(prefix.encode("ascii"), np.uint8)
        self.letters = max(4, -(-max(count * 16 - 1, 1).bit_length() // 5))
        self.mask = np.uint64((1 << 5 * self.letters) - 1)
        self.shift = np.uint64((5 * self.letters + 1) // 2)
        self.keys = random.integers(0, 1 << 63, (3, 2), dtype=np.uint64)

    def scramble(self, numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Return each number's image: every step can be undone, so no two coincide."""
        x = numbers & self.mask
        for add, factor in self.keys:
            x = ((x + add) * (factor | np.uint64(1))) & self.mask
            x ^= x >> self.shift
        return x

    def write(self, numbers: Ints | NDArray[np.int32]) -> pl.Series:
        """Return the ids of the given numbers, shape (n,), as strings."""
        x = self.scramble(numbers.astype(np.uint64))
        width = self.prefix.size + self.letters
        out = np.empty((x.size, width), np.uint8)
        out[:, : self.prefix.size] = self.prefix
        for place in range(self.letters):
            out[:, width - 1 - place] = _LETTERS[(x & np.uint64(31)).astype(np.intp)]
            x >>= np.uint64(5)
        offsets = np.arange(x.size + 1, dtype=np.int64) * width
        buffers = [None, pa.py_buffer(offsets), pa.py_buffer(out.tobytes())]
        return pl.Series(pl.from_arrow(pa.LargeStringArray.from_buffers(x.size, *buffers[1:])))
