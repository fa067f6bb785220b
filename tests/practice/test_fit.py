import datetime as dt
import os
from pathlib import Path

import polars as pl
import pytest

from kit.practice.fit import over_dispersion, real_shapes, shapes
from kit.practice.market import Market, generate

DATA = Path(os.environ.get("KIT_REAL_DATA", Path(__file__).parents[3] / "shared" / "data"))


def figures(table: pl.DataFrame) -> dict[tuple[str, str], float]:
    return {(shape, at): value for shape, at, value in table.iter_rows()}


def test_shapes_of_a_few_rows():
    monday = dt.datetime(2024, 1, 1, 9)
    days = [0, 0, 10, 3]
    found = figures(
        shapes(
            pl.DataFrame(
                {
                    "account_id": ["a", "a", "a", "b"],
                    "product_id": ["p", "q", "r", "p"],
                    "stars": [5.0, 5.0, 1.0, 4.0],
                    "posted_at": [monday + dt.timedelta(days=day) for day in days],
                    "text": ["Good", "good value for the price", None, "Good"],
                }
            )
        )
    )
    assert found["reviews per account", "0.5"] == 2
    assert found["accounts with one review", "share"] == 0.5
    assert found["days between an account's reviews", "0.5"] == 5
    assert found["same day as the one before", "share"] == 0.5
    assert found["stars", "5"] == 0.5
    assert ("stars", "2") not in found
    assert found["weekday", "1"] == 0.5
    assert found["words in a text", "0.5"] == 1
    assert found["short texts that come twice", "share"] == 1
    assert found["long texts that come twice", "share"] == 0
    assert ("over-dispersion of weekly counts", "a") not in found


def test_what_is_unknown_is_left_out():
    bare = generate(2, 3_000, {}, {}, text=False).reviews.with_columns(
        account_id=pl.lit(None, dtype=pl.String), posted_at=pl.lit(None, dtype=pl.Datetime("us"))
    )
    assert set(shapes(bare)["shape"]) == {"stars", "reviews per product over their mean"}


def test_a_practice_market_lies_among_real_ones(honest_market: Market):
    ours = figures(shapes(honest_market.reviews))
    real = real_shapes()
    for shape, at in (("same day as the one before", "share"), ("stars", "5"), ("weekday", "1")):
        theirs = real.filter(shape=shape, at=at)["value"]
        assert theirs.min() < ours[shape, at] < theirs.max()
    busy = real.filter(
        shape="over-dispersion of weekly counts", source="Amazon 2014 Musical Instruments 5-core"
    )
    assert over_dispersion(honest_market.reviews) == pytest.approx(busy["value"].item(), rel=0.5)


@pytest.mark.realdata
def test_the_stored_figures_are_those_of_the_file():
    file = DATA / "yelpchi_labelled.parquet"
    if not file.exists():
        pytest.skip("yelpchi_labelled.parquet is not there; set KIT_REAL_DATA")
    names = {"reviewer_id": "account_id", "rating": "stars", "ts": "posted_at"}
    found = figures(shapes(pl.read_parquet(file).rename(names)))
    stored = real_shapes().filter(source="YelpChi hotels and restaurants").drop("source")
    assert figures(stored) == pytest.approx(found, rel=0.01)
