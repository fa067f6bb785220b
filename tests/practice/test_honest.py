"""The honest market has the shapes of real ones."""

import numpy as np
import polars as pl
import pytest

from kit.practice.market import Market, generate


def test_two_thirds_of_accounts_write_once(honest_market: Market):
    counts = honest_market.reviews["account_id"].value_counts()["count"]
    assert 11_000 < counts.len() < 14_000
    assert 0.63 < float((counts == 1).mean()) < 0.70
    # A Zipf-like tail: the most active hundredth writes a tenth or more, and nobody everything.
    top = counts.sort(descending=True).head(counts.len() // 100)
    assert 0.10 < top.sum() / 40_000 < 0.35


def test_products_have_long_tails(honest_market: Market):
    counts = honest_market.reviews["product_id"].value_counts()["count"]
    assert 380 <= counts.len() <= 400
    assert counts.max() > 6 * counts.median()


def test_stars_are_j_shaped_and_differ_between_products(honest_market: Market):
    stars = honest_market.reviews["stars"]
    shares = [float((stars == value).mean()) for value in range(1, 6)]
    assert 0.50 < shares[4] < 0.65
    assert shares[1] < shares[0]
    assert shares[1] < shares[2] < shares[3] < shares[4]
    means = (
        honest_market.reviews.group_by("product_id")
        .agg(pl.col("stars").mean(), pl.len())
        .filter(pl.col("len") >= 50)
    )
    assert 0.25 < means["stars"].std() < 0.55


def test_verified_and_helpful(honest_market: Market):
    reviews = honest_market.reviews
    assert 0.80 < reviews["verified"].mean() < 0.90
    assert 0.70 < float((reviews["helpful_votes"] == 0).mean()) < 0.90
    assert reviews["helpful_votes"].max() > 20


def test_the_year_has_a_holiday_peak_and_the_week_a_rhythm(honest_market: Market):
    posted = honest_market.reviews["posted_at"]
    months = np.bincount(posted.dt.month().to_numpy())[1:]
    assert months.argmax() == 11
    assert months[11] > 1.25 * np.median(months)
    days = np.bincount(posted.dt.weekday().to_numpy())[1:]
    assert days[0] > 1.1 * days[5]
    assert (posted.dt.second() != 0).any()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_weekly_counts_are_over_dispersed_as_real_ones(seed: int):
    reviews = generate(seed, 40_000, {}, {}, text=False).reviews
    assert 0.13 < over_dispersion(reviews) < 0.25


def over_dispersion(reviews: pl.DataFrame) -> float:
    """Return a of var = mu + a mu^2 over product-weeks since each product's first review."""
    week = (pl.col("posted_at") - pl.col("posted_at").min()).dt.total_days() // 7
    product = pl.col("product_id").rank("dense") - 1
    cells = reviews.select(product.cast(pl.Int64).alias("p"), week.alias("w"))
    counts = np.zeros((cells["p"].max() + 1, cells["w"].max() + 1))
    np.add.at(counts, (cells["p"].to_numpy(), cells["w"].to_numpy()), 1)
    market = counts.sum(axis=0)
    above = below = 0.0
    for row in counts[counts.sum(axis=1) >= 50]:
        live = np.arange(row.size) >= np.argmax(row > 0)
        mu = live * market * row.sum() / market[live].sum()
        above += float((((row - mu) ** 2 - mu) * live).sum())
        below += float((mu**2).sum())
    return above / below


def test_accounts_keep_to_a_few_categories(honest_market: Market):
    active = honest_market.reviews.filter(pl.len().over("account_id") >= 10)
    by_category = active.group_by("account_id", "category").len()
    top = by_category.group_by("account_id").agg(
        (pl.col("len").top_k(3).sum() / pl.col("len").sum()).alias("share")
    )
    assert top["share"].mean() > 0.75
