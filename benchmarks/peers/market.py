"""A market as every peer gets it: shuffled and re-keyed, so that order and ids tell nothing.

Its folder holds `reviews.csv` (review, account, product, stars, day), `priors.csv` (kind, id,
prior) and `reviews.parquet`, the same reviews with all their columns, for the kit alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.peers.priors import priors
from kit.practice import generate
from kit.practice.scoring.labelled import LABEL, filtered
from kit.practice.scoring.standing import COVER, PAID, planted, strongest

KINDS = ("account", "product", "review")
SHUFFLE = 0
FOUR_COLUMNS = {"account_id", "product_id", "stars", "posted_at", "review_id", "posted_precision"}
YELP_NAMES = {"reviewer_id": "account_id", "rating": "stars", "ts": "posted_at"}


@dataclass(frozen=True)
class Market:
    """A market in a folder, and who in it was paid.

    Parameters
    ----------
    name : str
    seed : int or None
        None where it was not made from one.
    folder : Path
    truth : mapping of kind to polars.DataFrame
        id, paid, innocent of every entity; a paid account's honest reviews are neither.
    whole : bool
        Whether the kit finds more in it than the four columns that peers read.
    """

    name: str
    seed: int | None
    folder: Path
    truth: dict[str, pl.DataFrame]
    whole: bool


def practice(seed: int, reviews: int, folder: Path) -> Market:
    """Make a practice market with the default mix of guilty and innocent plans, without text."""
    made = generate(seed, reviews, text=False)
    standings = {kind: strongest(planted(made.truth, kind)) for kind in KINDS}
    keyed, keys = _keyed(made.reviews)
    truth = {
        kind: keys[kind]
        .join(standings[kind].select("entity_id", "standing"), on="entity_id", how="left")
        .select(
            "id",
            paid=(pl.col("standing") == PAID).fill_null(False),
            innocent=(~pl.col("standing").is_in([PAID, COVER])).fill_null(True),
        )
        for kind in KINDS
    }
    _write(keyed, folder)
    return Market(f"practice, {reviews:,} reviews", seed, folder, truth, whole=True)


def labelled(file: Path, folder: Path, label: str = LABEL) -> Market:
    """Read a labelled file; an account counts as paid where one of its reviews is labelled.

    Nobody labels products, so they are not scored.
    """
    frame = (
        pl.read_parquet(file)
        if file.suffix == ".parquet"
        else pl.read_csv(file, try_parse_dates=True)
    )
    frame = frame.rename({old: new for old, new in YELP_NAMES.items() if old in frame.columns})
    flags = frame.select("review_id", "account_id", paid=filtered(frame[label]))
    keyed, keys = _keyed(frame.drop(label))
    truth = {
        kind: keys[kind]
        .join(
            flags.group_by(pl.col(f"{kind}_id").alias("entity_id")).agg(pl.col("paid").any()),
            on="entity_id",
        )
        .select("id", "paid", innocent=~pl.col("paid"))
        for kind in ("account", "review")
    }
    filled = {c for c in keyed.columns if keyed[c].null_count() < keyed.height}
    _write(keyed, folder)
    return Market(file.stem, None, folder, truth, whole=bool(filled - FOUR_COLUMNS))


def _keyed(reviews: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """Return reviews in random order with new ids, and each kind's entity_id beside its new id."""
    random = np.random.default_rng(SHUFFLE)
    known = reviews.drop_nulls(["account_id", "product_id", "stars", "posted_at"]).sort("review_id")
    known = known[random.permutation(known.height)]
    keys = {}
    for kind in KINDS:
        old = known[f"{kind}_id"].unique().sort()
        new = [f"{kind[0]}{number}" for number in random.permutation(old.len())]
        keys[kind] = pl.DataFrame({"entity_id": old, "id": new})
        known = known.with_columns(pl.col(f"{kind}_id").replace_strict(old, new))
    return known, keys


def _write(reviews: pl.DataFrame, folder: Path) -> None:
    folder.mkdir(parents=True)
    reviews.write_parquet(folder / "reviews.parquet")
    neutral = reviews.select(
        review="review_id",
        account="account_id",
        product="product_id",
        stars=pl.col("stars").cast(pl.Float64),
        day=pl.col("posted_at").cast(pl.Date).to_physical(),
    )
    neutral.write_csv(folder / "reviews.csv")
    priors(neutral).write_csv(folder / "priors.csv")
