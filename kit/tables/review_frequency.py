"""One row for each review with words: the published feature F, how many reviews say nearly this.

Two reviews are put together where one of five bands agrees. A band is eight minima of hashes over
the set of pairs of neighbouring words (MinHash, locality-sensitive hashing): sets with a Jaccard
similarity of 0.82 meet with a chance of two thirds, those of 0.95 almost surely, those of 0.5 with
one of 50. F is the number of reviews in the connected group, 1 where a review stands alone or has
one word. The first 500 words count.

Rayana & Akoglu, "Collective Opinion Spam Detection", KDD 2015: "frequency of review, approximated
by LSH". The first author's published code uses 50 bands of 20, with the same similarity at the
threshold; fewer bands are ours (source not verified).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from scipy import sparse

from kit.detector import Value
from kit.tables.table import Table

BANDS, WIDTH = 5, 8
LONGEST = 500
CHUNK = 100_000
"""Reviews that are held as words at a time."""

WORD = r"[\p{L}\p{N}]+"
FACTORS = np.random.default_rng(2015).integers(1, 1 << 63, BANDS * WIDTH, dtype=np.uint64) | 1


def _bands(texts: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each review of two words or more: row and its bands' keys."""
    pairs = (
        texts.select(
            "row",
            pl.col("text")
            .str.to_lowercase()
            .str.extract_all(WORD)
            .list.head(LONGEST)
            .alias("word"),
        )
        .explode("word")
        .drop_nulls("word")
        .select("row", first=pl.col("word").hash(seed=1))
        .with_columns(second=pl.col("first").shift(-1).over("row"))
        .drop_nulls("second")
        .select("row", pair=pl.struct("first", "second").hash(seed=2))
    )
    # A product with an odd number, its high half: another order of the same pairs for each factor.
    smallest = pairs.group_by("row").agg(
        (pl.col("pair").reinterpret(signed=False) * pl.lit(int(factor), pl.UInt64))
        .floordiv(1 << 32)
        .min()
        .alias(f"h{n}")
        for n, factor in enumerate(FACTORS)
    )
    return smallest.select(
        "row",
        *(
            pl.struct(f"h{n}" for n in range(band * WIDTH, (band + 1) * WIDTH))
            .hash(seed=band)
            .alias(f"band{band}")
            for band in range(BANDS)
        ),
    )


def then(rows: pl.LazyFrame, params: Mapping[str, Value]) -> pl.LazyFrame:
    """Turn texts into the size of each one's group."""
    known = rows.select("review_id", "account_id").with_row_index("row").collect()
    parts = [
        _bands(rows.slice(at, CHUNK).select("text").with_row_index("row", offset=at).collect())
        for at in range(0, known.height, CHUNK)
    ]
    if not parts:
        return known.select("review_id", "account_id", pl.lit(1, pl.Int64).alias("F")).lazy()
    keys = (
        pl.concat(parts)
        .unpivot(index="row", variable_name="band", value_name="key")
        .select("row", group=pl.struct("band", "key").rank("dense"))
    )
    size = known.height + int(keys["group"].max() or 0) + 1  # type: ignore[arg-type]
    links = sparse.coo_array(
        (
            np.ones(keys.height, np.bool_),
            (keys["row"].to_numpy(), known.height + keys["group"].to_numpy()),
        ),
        shape=(size, size),
    )
    _, label = sparse.csgraph.connected_components(links, directed=False)
    groups = label[: known.height]
    return known.select(
        "review_id", "account_id", F=pl.Series(np.bincount(groups)[groups], dtype=pl.Int64)
    ).lazy()


TABLE = Table(
    name="review_frequency",
    about=__doc__ or "",
    reads=("reviews",),
    columns=("review_id", "account_id", "F"),
    needs=("text",),
    sql=r"""
select review_id, account_id, text
from reviews
where regexp_matches(text, '[\p{L}\p{N}]')
""",
    then=then,
)
