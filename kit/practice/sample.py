"""The sample that comes with the kit: ``python -m kit.practice.sample OUT`` makes it again."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from kit.practice.draft import make_draft
from kit.practice.gigs.sample import make_gig_sample
from kit.practice.market import Market
from kit.practice.prose import TERSE
from kit.practice.seeds import stream

SEED = 2015
REVIEWS = 40_000
# By name: the sample stays as it is when the practice range learns more archetypes.
GUILTY = dict.fromkeys(("broker_pool", "burst_campaign", "gig_seller", "one_star_attack"), 1)
INNOCENT = dict.fromkeys(("book_launch", "hobby_group", "seasonal_sale", "series_fans"), 1)
_EXCERPT = 3_000
_REPEATING = [
    "account_id",
    "product_id",
    "stars",
    "posted_precision",
    "account_name",
    "brand",
    "category",
    "source",
]


def make_sample(folder: Path) -> Market:
    """Write the sample's data files into a folder, and return the market they are of.

    Parameters
    ----------
    folder : Path
        Made where it is missing; files in it are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    draft = make_draft(SEED, REVIEWS, GUILTY, INNOCENT)
    [reviews] = draft.frames(text=True, size=REVIEWS, manner=TERSE)
    market = Market(reviews, draft.truth())
    _write_parquet(market.reviews, folder / "reviews.parquet")
    _write_truth(market.truth, folder / "planted_truth.csv")
    first, second = _excerpts(market)
    _write_amazon_2018(first, folder / "excerpt_amazon_2018.jsonl.gz")
    _write_odd_columns(second, folder / "excerpt_odd_columns.csv")
    make_gig_sample(SEED, market, folder)
    return market


def _write_parquet(reviews: pl.DataFrame, file: Path) -> None:
    """Write reviews in under 1 MB: by product, times in milliseconds, one page a column."""
    frame = reviews.sort("product_id", "posted_at", "review_id").with_columns(
        pl.col("posted_at").cast(pl.Datetime("ms"))
    )
    pq.write_table(
        frame.to_arrow(),
        file,
        compression="zstd",
        compression_level=22,
        use_dictionary=_REPEATING,
        column_encoding={"posted_at": "BYTE_STREAM_SPLIT"},
        data_page_size=1 << 26,
        dictionary_pagesize_limit=1 << 26,
        write_statistics=False,
    )


def _write_truth(truth: pl.DataFrame, file: Path) -> None:
    """Write the truth with each compound entity's members in one field, between spaces."""
    members = pl.col("members").list.eval(pl.element().struct.field("id")).list.join(" ")
    truth.with_columns(members).write_csv(file)


def _excerpts(market: Market) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return all reviews of some products, and of some others, about 3,000 each."""
    products = market.reviews["product_id"].unique().sort()
    order = stream(SEED, "excerpts").permutation(products.len())
    turn = pl.DataFrame({"product_id": products, "turn": order})
    rows = market.reviews.join(turn, on="product_id").sort("turn", "posted_at", "review_id")
    excerpt = rows.with_row_index("row").with_columns(
        pl.col("row").min().over("product_id") // _EXCERPT
    )
    first, second = (
        excerpt.filter(pl.col("row") == part).sort("posted_at", "review_id") for part in (0, 1)
    )
    return first, second


def _write_amazon_2018(reviews: pl.DataFrame, file: Path) -> None:
    """Write reviews as the Amazon 2018 files have them: keys left out, votes as text, days only."""
    with file.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        for row in reviews.iter_rows(named=True):
            posted = row["posted_at"]
            day = posted.replace(hour=0, minute=0, second=0)
            record = {
                "overall": float(row["stars"]),
                "vote": f"{row['helpful_votes']:,}" if row["helpful_votes"] else None,
                "verified": row["verified"],
                "reviewTime": f"{posted:%m} {posted.day}, {posted.year}",
                "reviewerID": row["account_id"],
                "asin": row["product_id"],
                "reviewerName": row["account_name"],
                "reviewText": row["text"],
                "summary": row["title"],
                "unixReviewTime": int((day - day.replace(1970, 1, 1)).total_seconds()),
            }
            line = {key: value for key, value in record.items() if value is not None}
            out.write(json.dumps(line).encode() + b"\n")


def _write_odd_columns(reviews: pl.DataFrame, file: Path) -> None:
    """Write reviews as a shop's own export might have them."""
    reviews.select(
        pl.col("account_id").alias("Reviewer"),
        pl.col("account_name").alias("Shown as"),
        pl.col("product_id").alias("SKU"),
        pl.col("brand").alias("Made by"),
        pl.col("stars").cast(pl.Int8).alias("Score (out of 5)"),
        pl.col("title").alias("Headline"),
        pl.col("text").alias("Body"),
        pl.col("posted_at").dt.to_string("%Y-%m-%d %H:%M:%S").alias("Date posted"),
        pl.when("verified").then(pl.lit("Yes")).otherwise(pl.lit("No")).alias("Verified buyer?"),
        pl.col("helpful_votes").alias("Found helpful"),
    ).write_csv(file)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m kit.practice.sample OUT")
    make_sample(Path(sys.argv[1]))
