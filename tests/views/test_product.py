"""Views of one product."""

from __future__ import annotations

from datetime import date

import pytest

from kit.case import Case
from kit.views import product_reviews, product_stars, product_weeks, stars_months


def test_expected_follows_the_rest_of_the_market(bursty: Case) -> None:
    weeks = product_weeks(bursty, "B00")
    assert weeks.height == 30
    burst = weeks.filter(reviews=32).row(0, named=True)
    assert burst["week"] == date(2022, 4, 18)
    # 40 reviews of others and the burst's 30 in the week; two in forty elsewhere.
    assert burst["expected"] == pytest.approx(70 * 2 / 40, rel=0.05)
    assert weeks.filter("unusual")["week"].to_list() == [date(2022, 4, 18)]
    assert (weeks["low"] <= weeks["high"]).all()


def test_an_ordinary_product_has_no_unusual_week(bursty: Case) -> None:
    weeks = product_weeks(bursty, "B01")
    assert not weeks["unusual"].any()
    assert weeks["expected"].is_between(0.5, 4).all()


def test_a_wider_dispersion_widens_the_band(bursty: Case) -> None:
    narrow, wide = (product_weeks(bursty, "B01", dispersion=d)["high"].sum() for d in (0, 1))
    assert narrow < wide


def test_a_life_of_one_week_has_nothing_to_compare_with(small: Case) -> None:
    weeks = product_weeks(small, "B3")
    assert weeks.select("reviews", "expected", "low", "high", "unusual").rows() == [
        (3, None, None, None, False)
    ]


def test_a_product_without_dates_has_no_week(small: Case) -> None:
    assert product_weeks(small, "B4").is_empty()


def test_stars_are_set_beside_the_category_without_the_product(small: Case) -> None:
    bars = product_stars(small, "B1")
    assert bars["stars"].to_list() == [1, 2, 3, 4, 5]
    # 4.5 goes to five stars, and the other book's 3.5 to four.
    assert bars["reviews"].to_list() == [1, 0, 0, 0, 2]
    assert bars["category_reviews"].to_list() == [0, 1, 0, 1, 1]
    assert bars["category"].unique().to_list() == ["Books"]
    assert bars["share"].to_list() == [0.3333, 0, 0, 0, 0.6667]
    inside = bars["share"].is_between(bars["low"], bars["high"])
    assert inside.all()
    assert bars["low"][1] == 0


def test_a_product_without_stars_or_category_is_set_beside_all(small: Case) -> None:
    bars = product_stars(small, "B4")
    assert bars["share"].null_count() == bars["low"].null_count() == 5
    assert bars["category"].null_count() == 5
    assert bars["category_reviews"].sum() == 10


def test_months_split_by_stars(small: Case) -> None:
    months = stars_months(small, "B1")
    assert months.drop("mean_stars").rows() == [
        (date(2022, 1, 1), 1, 1, 0.3333, 3),
        (date(2022, 1, 1), 5, 2, 0.6667, 3),
    ]
    assert months["mean_stars"].to_list() == [3.5, 3.5]
    assert stars_months(small)["reviews"].sum() == 10
    assert stars_months(small, "B4").is_empty()


def test_reviews_of_a_period_leave_its_end_out(small: Case) -> None:
    everything = product_reviews(small, "B1")
    assert everything["review_id"].to_list() == ["R01", "R02", "R03"]
    assert everything["account_reviews"].to_list() == [3, 3, 2]
    period = product_reviews(small, "B1", date(2022, 1, 3), date(2022, 1, 9))
    assert period["review_id"].to_list() == ["R01"]
    assert product_reviews(small, "B1", start=date(2022, 1, 9)).height == 2
    assert product_reviews(small, "B3")["account_reviews"].to_list() == [3, 3, None]
