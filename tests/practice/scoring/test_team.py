"""A made-up team: what it looks at, what it comes to know, and what one of it can spoil."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
import pytest

from kit.practice.scoring.team import Team, decide, poison, removed
from kit.practice.shifting import REVIEWS
from kit.trust.learning.labels import AUDIT, LABELS, QUEUE, TAKEDOWN

TODAY = dt.date(2022, 1, 1)
NOW = pl.DataFrame(
    {
        "account_id": [f"a{n:04}" for n in range(2_000)],
        "quarter": [4] * 2_000,
        "rank_score": np.arange(2_000) / 100,
        "really": [n % 20 == 0 for n in range(2_000)],
        "paid_at": [dt.datetime(2021, 11, 1) if n % 20 == 0 else None for n in range(2_000)],
        "archetype": ["drip_feed" if n % 40 else "camouflage" for n in range(2_000)],
    }
).with_columns(archetype=pl.when("really").then("archetype"))
NOTHING = pl.DataFrame(schema=LABELS)


def known(team: Team) -> pl.DataFrame:
    return decide(NOW, [NOW["rank_score"].to_numpy()], NOTHING, TODAY, 1, team)


def test_a_team_grows_with_its_market() -> None:
    assert Team.of_market(REVIEWS) == Team()
    assert (Team.of_market(100_000).queue, Team.of_market(100_000).audit) == (200, 500)


def test_the_top_is_judged_and_others_by_lot() -> None:
    told = known(Team(queue=30, audit=100, right=1.0))
    queue, audit = (told.filter(pl.col("source") == one) for one in (QUEUE, AUDIT))
    assert queue["account_id"].sort().to_list() == NOW["account_id"].tail(30).to_list()
    assert audit.height == 100
    assert audit["probability"].unique().to_list() == [pytest.approx(100 / 1_970)]
    assert told["account_id"].is_unique().all()
    assert (told["known_on"] > TODAY).all()
    really = told.join(NOW, on="account_id")
    assert (really["paid"] == really["really"]).all()


def test_where_two_differ_nothing_is_known() -> None:
    told = known(Team(queue=0, audit=400, right=0.8)).filter(pl.col("source") == AUDIT)
    # Both right or both wrong: .64 + .04 of them.
    assert told.height == pytest.approx(400 * 0.68, abs=40)
    assert told["probability"][0] == pytest.approx(told.height / 2_000)


def test_who_was_judged_is_not_judged_again() -> None:
    team = Team(queue=30, audit=100)
    first = known(team)
    later = decide(NOW, [NOW["rank_score"].to_numpy()], first, TODAY.replace(month=7), 1, team)
    assert later.filter(pl.col("known_on") < TODAY.replace(month=7)).height == first.height
    assert later["account_id"].is_unique().all()


def test_takedowns_are_of_the_paid_and_of_the_conspicuous_first() -> None:
    told = removed(NOW, 1, Team(seen=1.0, unseen=0.0))
    top = NOW.filter(pl.col("really")).join(NOW.tail(200), on="account_id", how="semi")
    assert told["account_id"].sort().to_list() == top["account_id"].sort().to_list()
    assert told["source"].unique().to_list() == [TAKEDOWN]


def test_one_person_turns_no_more_than_a_share_and_their_own() -> None:
    told = known(Team(queue=200, audit=0, right=1.0))
    spoilt = poison(NOW, told, 0.1, 3)
    turned = told.join(spoilt, on="account_id", suffix="_now").filter(
        pl.col("paid") != pl.col("paid_now")
    )
    assert 0 < turned.height <= 20
    assert turned["reviewers"].explode().n_unique() == 1
