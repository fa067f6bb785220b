import datetime as dt

import polars as pl
import pytest

import kit
from kit.practice.fit import (
    SHAPES,
    over_dispersion,
    real_shapes,
    shapes,
    shapes_of,
    some_products,
)
from kit.practice.market import Market, generate

MONDAY = dt.datetime(2024, 1, 1, 9)


def figures(table: pl.DataFrame) -> dict[tuple[str, float], float]:
    return {(shape, x): value for shape, x, value in table.select("shape", "x", "value").rows()}


def few_rows() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "account_id": ["a", "a", "a", "b"],
            "product_id": ["p", "q", "r", "p"],
            "stars": [5.0, 5.0, 1.0, 4.0],
            "posted_at": [MONDAY + dt.timedelta(days=day) for day in (0, 0, 10, 3)],
            "text": ["Good", "good value for the price", None, "Good"],
        }
    )


def test_shapes_of_a_few_rows() -> None:
    table = shapes(few_rows())
    found = figures(table)
    assert found["reviews of an account", 3] == 0.5
    assert found["reviews of an account", 4] == 0
    assert found["reviews of a product over the mean", 1] == pytest.approx(1 / 3)
    assert found["days between an account's reviews", 1] == 0.5
    assert found["days between an account's reviews", 14] == 0
    assert (found["stars", 5], found["stars", 2]) == (0.5, 0)
    assert found["weekday", 1] == 0.5
    assert found["words of a text", 2] == pytest.approx(1 / 3)
    assert (found["texts that come twice", 1], found["texts that come twice", 3]) == (2 / 3, 0)
    assert not {("over-dispersion of counts", 1), ("month", 1)} & set(found)
    assert table.filter(shape="texts that come twice")["n"].to_list() == [3, 1, 1]


@pytest.mark.parametrize(("days", "told"), [(300, 0), (360, 3), (500, 2), (730, 3)])
def test_months_are_of_whole_years(days: int, told: int) -> None:
    ages = [0, 200, days]
    rows = pl.concat([few_rows().head(1)] * 3).with_columns(
        posted_at=pl.Series([MONDAY - dt.timedelta(days=age) for age in ages])
    )
    n = shapes(rows).filter(shape="month")["n"]
    assert n.max() == (told or None)


def test_what_is_unknown_is_left_out() -> None:
    bare = generate(2, 3_000, {}, {}, text=False).reviews.with_columns(
        account_id=pl.lit(None, dtype=pl.String), posted_at=pl.lit(None, dtype=pl.Datetime("us"))
    )
    assert set(shapes(bare)["shape"]) == {"stars", "reviews of a product over the mean"}
    assert shapes(bare.clear()).is_empty()


def test_a_case_has_the_shapes_of_its_reviews(tmp_path: object) -> None:
    rows = generate(2, 3_000, {}, {}).reviews
    case = kit.open_case(rows, folder=f"{tmp_path}/case")
    assert figures(shapes_of(case)) == pytest.approx(figures(shapes(rows)))
    case.close()
    assert set(shapes(rows)["shape"]) == set(SHAPES)


def test_over_dispersion_of_even_counts_is_below_that_of_bursts() -> None:
    weeks = [MONDAY + dt.timedelta(weeks=week) for week in range(60)]
    even = pl.DataFrame({"product_id": ["p", "q"] * 60, "posted_at": sorted(weeks * 2)})
    burst = pl.DataFrame({"product_id": ["p"] * 60, "posted_at": [weeks[30]] * 60})
    found, more = over_dispersion(even), over_dispersion(pl.concat([even, burst]))
    assert found is not None
    assert more is not None
    assert found < 0 < more


def test_a_practice_market_lies_among_real_ones(honest_market: Market) -> None:
    ours = figures(shapes(honest_market.reviews))
    real = real_shapes()
    points = [("days between an account's reviews", 1), ("stars", 5), ("weekday", 1)]
    for shape, x in points:
        theirs = real.filter(shape=shape, x=float(x))["value"]
        assert theirs.min() < ours[shape, x] < theirs.max()
    busy = real.filter(
        shape="over-dispersion of counts", x=1.0, market="Amazon instruments"
    )["value"].item()  # fmt: skip
    assert over_dispersion(honest_market.reviews) == pytest.approx(busy, rel=0.5)


def test_some_products_are_all_of_their_reviews_and_the_same_ones_each_time() -> None:
    market = generate(2, 3_000, {}, {}, text=False).reviews
    some = some_products(market, 5)
    assert some["product_id"].n_unique() == 5
    kept = market.filter(pl.col("product_id").is_in(some["product_id"].unique().to_list()))
    assert some.equals(kept)
    assert (
        some_products(market.reverse(), 5)["product_id"]
        .unique()
        .sort()
        .equals(some["product_id"].unique().sort())
    )
    assert some_products(market, 10_000).height == market.height
    assert some_products(market, 5, seed=1)["product_id"].unique().sort().to_list() != (
        some["product_id"].unique().sort().to_list()
    )
