from __future__ import annotations

from pathlib import Path

import polars as pl

from kit.practice.captures import Fates
from kit.trust.watch.together import CAMPAIGNS, TOGETHER, campaigns, together
from tests.trust.watch.market import RANDOM, paid, watched

PLANS = {"burst_campaign": 4, "drip_feed": 2}


def test_campaigns_that_were_taken_down_went_together(tmp_path: Path) -> None:
    case, market, told = watched(tmp_path, 23, 8_000, PLANS, Fates(alone=0))
    found = together(case, paid(market))
    assert dict(found.schema) == TOGETHER
    gone = told.filter(pl.col("why") == "campaign", pl.col("gone_at") < pl.datetime(2024, 7, 1))
    caught = set(paid(market).join(gone, on="review_id")["campaign"])
    assert caught
    assert set(found.filter(pl.col("q_value") <= 0.05)["campaign"]) == caught
    first = found.row(0, named=True)
    assert first["gone_after"] < first["gone_by"]
    assert first["together"] > 10 * first["expected"]


def test_they_did_not_where_reviews_go_at_random(tmp_path: Path) -> None:
    case, market, _ = watched(tmp_path, 24, 8_000, PLANS, RANDOM)
    assert together(case, paid(market)).filter(pl.col("q_value") <= 0.05).is_empty()


def test_campaigns_are_the_suspects_of_the_evidence(tmp_path: Path) -> None:
    case, market, _ = watched(tmp_path, 23, 8_000, PLANS)
    named = campaigns(case)
    assert dict(named.schema) == CAMPAIGNS
    assert named.join(paid(market), on="review_id").height > 0.5 * named.height > 0
    found = together(case)
    assert set(found["campaign"]) <= set(named["campaign"])
