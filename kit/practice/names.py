"""Names of accounts and brands."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.practice.lexicon import SHAPE
from kit.practice.seeds import Random
from kit.practice.wheel import Ints

_UNNAMED = "Customer"


def mix(numbers: Ints | NDArray[np.uint64] | NDArray[np.int32], key: int) -> NDArray[np.uint64]:
    """Return one well-mixed 64-bit word for each number (splitmix64); `key` gives another set."""
    with np.errstate(over="ignore"):
        x = numbers.astype(np.uint64) + np.uint64(key % 2**64)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(x ^ (x >> np.uint64(31)))


def pick(words: list[str], dice: NDArray[np.uint64], place: int) -> pl.Series:
    """Return one word for each die, by its 16 bits at `place` (0 to 3)."""
    index = (dice >> np.uint64(16 * place) & np.uint64(0xFFFF)) * np.uint64(len(words))
    return pl.Series(words, dtype=pl.String).gather((index >> np.uint64(16)).astype(np.uint32))


def account_names(random: Random, count: int) -> pl.Series:
    """Return the name shown for each account, shape (count,): some share one, some have none."""
    dice = mix(np.arange(count), int(random.integers(0, 1 << 63)))
    first = pick(SHAPE["first_names"], dice, 0)
    last = pick(SHAPE["last_names"], dice, 1)
    handle = pick(SHAPE["handles"], dice, 1)
    number = pl.Series((dice >> np.uint64(32) & np.uint64(0x3F)).astype(np.uint8)).cast(pl.String)
    kind = pl.Series((dice >> np.uint64(48)).astype(np.uint16)).cast(pl.Float64) / 65536
    frame = pl.DataFrame({"f": first, "l": last, "h": handle, "n": number, "k": kind})
    return frame.select(
        pl.when(pl.col("k") < 0.28)
        .then(pl.lit(_UNNAMED))
        .when(pl.col("k") < 0.58)
        .then(pl.format("{} {}.", "f", pl.col("l").str.head(1)))
        .when(pl.col("k") < 0.84)
        .then("f")
        .when(pl.col("k") < 0.90)
        .then(pl.format("{} {}", "f", "l"))
        .otherwise(pl.format("{}{}", "h", "n"))
        .alias("account_name")
    ).to_series()


def brand_names(random: Random, brands: Ints, is_book: NDArray[np.bool_]) -> pl.Series:
    """Return each product's brand, shape (products,); a book's brand is its author.

    Two brands can come to share a name, as happens.
    """
    dice = mix(brands, int(random.integers(0, 1 << 63)))
    made = pl.DataFrame(
        {
            "a": pick(SHAPE["brand_heads"], dice, 0),
            "b": pick(SHAPE["brand_middles"], dice, 1),
            "c": pick(SHAPE["brand_tails"], dice, 2),
            "f": pick(SHAPE["first_names"], dice, 0),
            "m": pick(SHAPE["last_names"], dice, 2),
            "l": pick(SHAPE["last_names"], dice, 1),
            "book": pl.Series(is_book),
        }
    )
    return made.select(
        pl.when("book")
        .then(pl.format("{} {}. {}", "f", pl.col("m").str.head(1), "l"))
        .otherwise(pl.format("{}{}{}", "a", "b", "c"))
        .alias("brand")
    ).to_series()
