"""Reviews of the day by accounts that were listed before it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

import kit
from kit.case import Case
from kit.trust.daily.arrivals import of_listed
from kit.trust.daily.listing import LISTED

MONDAY, TUESDAY, FRIDAY = date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 5)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    rows = [
        ("ann", datetime(2024, 1, 1, 23, 59, 59)),
        ("ann", datetime(2024, 1, 2, 0, 0)),
        ("ann", datetime(2024, 1, 3, 0, 0)),
        ("bob", datetime(2024, 1, 2, 12, 0)),
        ("cid", datetime(2024, 1, 5, 12, 0)),
        (None, datetime(2024, 1, 2, 12, 0)),
        ("ann", None),
    ]
    reviews = pl.DataFrame(rows, schema=["account_id", "posted_at"], orient="row").with_columns(
        product_id=pl.lit("tea"), stars=pl.lit(5)
    )
    return kit.open_case(reviews, folder=tmp_path / "case")


def listed(**states: str) -> pl.DataFrame:
    named = pl.DataFrame({"entity_id": list(states), "state": list(states.values())})
    return named.with_columns(entity_kind=pl.lit("account")).select(
        (pl.col(name) if name in named.columns or name == "entity_kind" else pl.lit(None))
        .cast(kind)
        .alias(name)
        for name, kind in LISTED.items()
    )


def test_only_the_days_own_reviews_of_who_is_listed_count(case: Case) -> None:
    told = of_listed(case, listed(ann="waiting", cid="new", dan="waiting"), {TUESDAY, FRIDAY})
    assert told == {"reviews": 2, "accounts": 2}
    assert of_listed(case, listed(ann="judged"), {MONDAY}) == {"reviews": 1, "accounts": 1}


def test_who_has_gone_or_was_drawn_is_not_listed(case: Case) -> None:
    told = of_listed(case, listed(ann="gone", bob="away", cid="audit"), {TUESDAY, FRIDAY})
    assert told == {"reviews": 0, "accounts": 0}


def test_a_product_of_the_same_name_is_no_account(case: Case) -> None:
    product = listed(ann="waiting").with_columns(entity_kind=pl.lit("product"))
    assert of_listed(case, product, {TUESDAY}) == {"reviews": 0, "accounts": 0}


def test_a_day_without_dates_has_none(case: Case) -> None:
    assert of_listed(case, listed(ann="waiting"), ()) == {"reviews": 0, "accounts": 0}
