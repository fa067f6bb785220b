"""A whole market from a seed: reviews as a case has them, and the truth that was planted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from kit.practice.archetypes import Wanted
from kit.practice.draft import make_draft

_CHUNK = 250_000


@dataclass(frozen=True)
class Market:
    """A market and its truth.

    Parameters
    ----------
    reviews : polars.DataFrame
        Columns of `kit.schema.REVIEWS`, in order of time.
    truth : polars.DataFrame
        Columns of `kit.practice.truth.TRUTH`.
    """

    reviews: pl.DataFrame
    truth: pl.DataFrame


def generate(
    seed: int,
    reviews: int,
    guilty: Wanted | None = None,
    innocent: Wanted | None = None,
    text: bool = True,
    products: int | None = None,
) -> Market:
    """Make a market of exactly `reviews` reviews over 2021 to 2023.

    Parameters
    ----------
    seed : int
        0 or more. The same seed gives the same rows on any machine and number of threads; the
        honest market is the same whatever is planted in it.
    reviews : int
        Number of reviews; 100 or more.
    guilty, innocent : mapping of str to int or archetype, optional
        What to plant (`kit.practice.archetypes`). None is the default mix, {} nothing.
    text : bool
        Whether reviews have titles and texts.
    products : int, optional
        Products of the honest market; by default as many as are usual for so many reviews.

    Returns
    -------
    Market
        Reviews and truth.

    Raises
    ------
    ParameterError
        On an unknown archetype, or plans that do not fit.
    """
    draft = make_draft(seed, reviews, guilty, innocent, products)
    frames = list(draft.frames(text, _CHUNK))
    return Market(pl.concat(frames), draft.truth())


def write_parquet(
    path: str | Path,
    seed: int,
    reviews: int,
    guilty: Wanted | None = None,
    innocent: Wanted | None = None,
    text: bool = True,
    products: int | None = None,
) -> pl.DataFrame:
    """Write the reviews of `generate` to a Parquet file, a chunk at a time; return the truth.

    Memory holds the market as numbers (about 40 bytes a review) and one chunk of names and texts.
    """
    draft = make_draft(seed, reviews, guilty, innocent, products)
    writer: pq.ParquetWriter | None = None
    try:
        for frame in draft.frames(text, _CHUNK):
            table = frame.to_arrow()
            writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()
    return draft.truth()
