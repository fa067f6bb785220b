import datetime as dt

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kit.errors import ParameterError
from kit.practice.market import Market, generate, write_parquet
from kit.schema import REVIEWS

TYPES = {
    "VARCHAR": pl.String(),
    "FLOAT": pl.Float32(),
    "TIMESTAMP": pl.Datetime("us"),
    "BOOLEAN": pl.Boolean(),
    "INTEGER": pl.Int32(),
}


def test_columns_are_those_of_a_case(market: Market):
    assert dict(market.reviews.schema) == {c.name: TYPES[c.type] for c in REVIEWS.columns}
    needed = [c.name for c in REVIEWS.columns if not c.nullable]
    assert market.reviews.select(pl.col(needed).null_count()).row(0) == (0,) * len(needed)


def test_same_seed_same_rows_and_another_seed_others():
    first, again, other = (generate(seed, 5_000) for seed in (3, 3, 4))
    assert_frame_equal(first.reviews, again.reviews)
    assert_frame_equal(first.truth, again.truth)
    assert not first.reviews["text"].equals(other.reviews["text"])
    assert not first.reviews["account_id"].equals(other.reviews["account_id"])


def test_rows_do_not_change_from_one_version_to_the_next():
    facts = ("review_id", "account_id", "product_id", "stars", "verified", "brand", "text")
    first = generate(3, 5_000, {}, {}).reviews.select("posted_at", *facts).row(0)
    assert first == (
        dt.datetime(2021, 1, 1, 1, 40, 26),
        "RH6YQ",
        "A3G5C",
        "B0S451",
        5.0,
        True,
        "Fenkedale",
        "In late October we sold it nonstop at the border, a nurse held that washbasin, "
        "kind to dry skin. Since the landlord hung her whistle at half past six, nothing but this "
        "hair brush: soaks in quickly. So far, who needs everything else I own when this soaks in "
        "quickly on the third floor. Where their wobbly hammock gave up twice in May, this tames "
        "my curls near Bruges, no question.",
    )


def test_exactly_as_many_reviews_as_asked_for_each_once(market: Market, honest_market: Market):
    for reviews in (market.reviews, honest_market.reviews):
        assert reviews.height == 40_000
        assert reviews["review_id"].n_unique() == 40_000
        assert not reviews.select("account_id", "product_id").is_duplicated().any()
        assert reviews["posted_at"].is_sorted()


def test_plans_leave_the_honest_market_as_it_is(market: Market, honest_market: Market):
    facts = ["posted_at", "stars", "verified", "helpful_votes", "category"]
    planted = market.truth.filter(pl.col("entity_kind") == "review")["entity_id"]
    rest = market.reviews.filter(~pl.col("review_id").is_in(planted.to_list()))
    kept = rest.join(honest_market.reviews, on=facts, how="semi")
    # Both markets leave out a few honest reviews at random, not always the same ones.
    assert kept.height / rest.height > 0.9


def test_parquet_holds_the_same_rows(tmp_path):
    truth = write_parquet(tmp_path / "m.parquet", 3, 5_000)
    market = generate(3, 5_000)
    assert_frame_equal(pl.read_parquet(tmp_path / "m.parquet"), market.reviews)
    assert_frame_equal(truth, market.truth)


@pytest.mark.parametrize("reviews", [1, 2, 10, 100, 1_000])
def test_small_markets_are_made_too(reviews: int):
    market = generate(5, reviews)
    assert market.reviews.height == reviews
    assert market.truth.is_empty()


def test_plans_that_do_not_fit_are_refused():
    with pytest.raises(ParameterError, match="too many for a market of 100"):
        generate(5, 100, {"burst_campaign": 2}, {})
    with pytest.raises(ParameterError, match="both must be positive"):
        generate(-1, 100)
