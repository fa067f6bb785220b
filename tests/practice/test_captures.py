from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from kit.practice import Market, generate
from kit.practice.captures import Fates, fates, seen_on, write_captures

BEGINS = date(2024, 1, 1)


@pytest.fixture(scope="module")
def market() -> Market:
    return generate(11, 6_000, {"burst_campaign": 4}, {}, text=True)


def deeds(market: Market) -> pl.Series:
    return market.truth.filter(pl.col("entity_kind") == "review", pl.col("role") == "deed")[
        "entity_id"
    ]


def test_same_seed_same_fates(market: Market) -> None:
    assert fates(market, 5).equals(fates(market, 5))
    assert not fates(market, 5).equals(fates(market, 6))


def test_campaigns_go_together_and_only_they(market: Market) -> None:
    told = fates(market, 5, Fates(caught=1.0, reach=0.8, own=0, closed=0, mistakes=0), BEGINS)
    gone = told.filter(pl.col("why") == "campaign")
    assert gone["review_id"].is_in(deeds(market).implode()).all()
    assert 0.7 < gone.height / deeds(market).len() < 0.9
    assert gone["gone_at"].n_unique() == 4
    assert gone["gone_at"].min() > datetime(2024, 1, 1)
    rest = told.filter(pl.col("why").is_null())
    assert rest["gone_at"].null_count() == rest.height


def test_own_deletions_come_at_their_rate(market: Market) -> None:
    honest = replace(Fates(), caught=0, alone=0, closed=0, mistakes=0, own=0.1)
    told = fates(market, 7, honest, BEGINS).with_columns(market.reviews["stars"])
    first = pl.col("gone_at") < datetime(2025, 1, 1)
    by_stars = told.group_by(pl.col("stars") <= 1.5).agg(first.sum() / pl.len()).sort("stars")
    usual, harsh = by_stars["gone_at"]
    assert usual == pytest.approx(0.095, abs=0.012)
    assert harsh > 1.4 * usual


def test_mistakes_spare_the_paid_and_are_made_good(market: Market) -> None:
    told = fates(market, 7, replace(Fates(), mistakes=0.5, own=0, closed=0), BEGINS)
    wrong = told.filter(pl.col("why") == "mistake")
    assert not wrong["review_id"].is_in(deeds(market).implode()).any()
    assert 0.35 < wrong["back_at"].is_not_null().mean() < 0.65
    assert (wrong["back_at"] > wrong["gone_at"]).drop_nulls().all()
    assert told.filter(pl.col("why") != "mistake")["back_at"].null_count() > 0


def test_nothing_is_gone_before_it_is_posted(market: Market) -> None:
    told = fates(market, 9).with_columns(market.reviews["posted_at"])
    assert (told["gone_at"] >= told["posted_at"]).drop_nulls().all()


def test_captures_show_what_is_there(market: Market, tmp_path: Path) -> None:
    told = fates(market, 5, begins=BEGINS)
    days = (date(2023, 6, 1), date(2024, 1, 1), date(2025, 1, 1))
    files = write_captures(tmp_path, market, told, days)
    frames = [pl.read_parquet(path) for path, _ in files]
    assert frames[0]["posted_at"].max() < datetime(2023, 6, 2)
    assert frames[1].height >= frames[2].height > 0.8 * market.reviews.height
    assert frames[2].schema == market.reviews.schema
    assert frames[2]["text"].str.ends_with("(Changed later.)").any()
    back = told.filter(pl.col("back_at") < datetime(2024, 12, 1))["review_id"]
    assert set(back) <= set(frames[2]["review_id"])
    assert seen_on(market, told, days[2]).equals(frames[2])
