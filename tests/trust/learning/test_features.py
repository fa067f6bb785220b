"""What the model reads of an account, worked by hand, and nothing of what came later."""

from __future__ import annotations

import datetime as dt
from math import log
from typing import Any

import polars as pl
import pytest

import kit
from kit.trust.learning.features import DETECTED, FEATURES, NAMES, PUBLISHED, features
from tests.case_rows import START, case_of, review

ROWS = [
    # An account of long standing, and one that came for P; b and c wrote once.
    review("old", "Q", 0, 4),
    {**review("old", "P", 200, 5), "verified": True},
    {**review("new", "P", 195, 5), "verified": False},
    {**review("new", "R", 205, 1), "verified": False},
    review("b", "P", 210, 2),
    # Fifteen days after old's: no longer near it.
    review("c", "P", 215, 5),
    review("later", "P", 260, 5),
]
DAY = (START + dt.timedelta(days=250)).date()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    return case_of(ROWS, tmp_path_factory.mktemp("features"))


@pytest.fixture(scope="module")
def shown(case: kit.Case) -> dict[str, dict[str, Any]]:
    return {row["account_id"]: row for row in features(case, DAY).iter_rows(named=True)}


def test_has_a_number_for_each_feature_of_each_account(shown: dict[str, dict[str, Any]]) -> None:
    assert list(shown) == ["b", "c", "new", "old"]
    assert list(shown["b"]) == ["account_id", "first_at", "last_at", *NAMES]
    assert len(set(NAMES)) == len(NAMES)


def test_published_features_of_an_account(shown: dict[str, dict[str, Any]]) -> None:
    new = shown["new"]
    assert (new["reviews"], new["span_days"], new["MNR"]) == (2, 10, 1)
    assert (new["PR"], new["NR"], new["ERD"], new["EXT"]) == (0.5, 0.5, 1, 1)
    assert new["verified"] == 0
    assert shown["old"]["verified"] == 1
    assert shown["b"]["verified"] is None


def test_surroundings_are_the_reviews_within_two_weeks(shown: dict[str, dict[str, Any]]) -> None:
    # Beside old's review of P at day 200: new (195) and b (210); c (215) is too far.
    # Nobody stands beside its review of Q.
    old = shown["old"]
    assert old["near"] == pytest.approx((0 + log(3)) / 2)
    assert old["near_once"] == pytest.approx(1 / 2)
    assert old["near_new"] == pytest.approx(2 / 2)
    assert old["near_alike"] == pytest.approx(1 / 2)
    assert old["age_at"] == pytest.approx((0 + 200) / 2)
    assert old["volume"] == pytest.approx((log(1) + log(4)) / 2)


def test_an_account_is_not_its_own_neighbour(shown: dict[str, dict[str, Any]]) -> None:
    # c: b (210) and nobody else within 14 days but old (200), 15 days before.
    c = shown["c"]
    assert c["near"] == pytest.approx(log(2))
    assert (c["near_once"], c["near_new"], c["near_alike"]) == (1, 1, 0)


def test_what_came_later_changes_nothing(case: kit.Case, shown: dict[str, dict[str, Any]]) -> None:
    early = [row for row in ROWS if row["account_id"] != "later"]
    alone = case_of(early, case.folder.parent / "alone")
    assert features(alone).rows(named=True) == list(shown.values())


def test_a_louder_detector_never_lowers_the_score_and_published_features_are_free() -> None:
    assert {feature.direction for feature in DETECTED} == {1}
    assert {feature.direction for feature in PUBLISHED} == {0}
    assert all(feature.direction in (-1, 0, 1) for feature in FEATURES)


def test_silent_families_are_nought(shown: dict[str, dict[str, Any]]) -> None:
    frame = pl.DataFrame([shown["b"]])
    strengths = frame.select(pl.selectors.starts_with("p_")).row(0)
    assert all(strength is not None and strength >= 0 for strength in strengths)
