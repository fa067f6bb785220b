"""Views of the whole market."""

from __future__ import annotations

from datetime import date

import polars as pl

from kit.case import Case
from kit.views import market_bursts, market_weeks, overview


def test_overview_counts_what_is_unknown(small: Case) -> None:
    figures = overview(small).row(0, named=True)
    assert figures == {
        "reviews": 11,
        "accounts": 4,
        "products": 4,
        "first_day": date(2022, 1, 3),
        "last_day": date(2022, 3, 7),
        "mean_stars": 3.5,
        "five_star_share": 0.5,
        "verified_share": 0.8571,
        "without_account": 1,
        "without_product": 1,
        "without_stars": 1,
        "without_date": 1,
        "without_text": 2,
    }


def test_weeks_begin_on_monday_and_silent_ones_are_there(small: Case) -> None:
    weeks = market_weeks(small)
    assert weeks.height == 10
    assert weeks["week"].dt.weekday().unique().to_list() == [1]
    assert weeks.row(0) == (date(2022, 1, 3), 4, 2, 2, 4.5)
    assert weeks.row(1) == (date(2022, 1, 10), 0, 0, 0, None)
    assert weeks["reviews"].sum() == 10


def test_bursts_are_the_windows_that_survive(bursty: Case) -> None:
    finding = {
        "detector": "review_burst",
        "entity_kind": "window",
        "q_value": 0.01,
        "score": 9.0,
        "why": "32 reviews in 7 days",
        "product_id": "B00",
        "window_start": date(2022, 4, 20),
        "window_end": date(2022, 4, 27),
        "evidence": '{"n_reviews": 32}',
    }
    rows = [
        finding,
        finding | {"product_id": "B01", "q_value": 0.2},
        finding | {"product_id": "B02", "q_value": 0.001, "evidence": "{}"},
        finding | {"entity_kind": "account", "window_start": None, "window_end": None},
    ]
    bursts = market_bursts(bursty, pl.DataFrame(rows))
    assert bursts["product_id"].to_list() == ["B02", "B00"]
    assert bursts["reviews"].to_list() == [None, 32]
    assert bursts["week"].to_list() == [date(2022, 4, 18)] * 2


def test_bursts_come_from_the_screening_by_default(bursty: Case) -> None:
    bursts = market_bursts(bursty)
    assert bursts["product_id"].unique().to_list() == ["B00"]
    assert date(2022, 4, 18) in bursts["week"].to_list()
