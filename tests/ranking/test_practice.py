"""Suspects of a practice case, whose truth is known."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.practice import PracticeCase, make_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> PracticeCase:
    return make_case(
        5, 20_000, guilty={"broker_pool": 1, "gig_seller": 1}, text=False,
        folder=tmp_path_factory.mktemp("practice") / "case",
    )  # fmt: skip


@pytest.mark.parametrize("of", ["account", "product", "pair"])
def test_only_who_was_paid_is_named(case: PracticeCase, of: str) -> None:
    kind = "account" if of == "pair" else of
    guilty = set(case.truth.filter(pl.col("guilty") & (pl.col("entity_kind") == kind))["entity_id"])
    suspects = kit.suspects(case, of=of)
    if of == "pair":
        named = {member["id"] for members in suspects["members"] for member in members}
    else:
        named = set(suspects["entity_id"])
    assert named <= guilty


def test_the_ring_is_found(case: PracticeCase) -> None:
    seller = case.truth.filter(
        (pl.col("archetype") == "gig_seller") & (pl.col("entity_kind") == "account")
    )
    assert set(seller["entity_id"]) <= set(kit.suspects(case)["entity_id"])


def test_a_stricter_rate_names_a_part(case: PracticeCase) -> None:
    strict, middle, lenient = (
        set(kit.suspects(case, fdr=q)["entity_id"]) for q in (0.01, 0.05, 0.2)
    )
    assert strict <= middle <= lenient


def test_the_share_that_is_paid_lies_within(case: PracticeCase) -> None:
    paid = case.truth.filter(pl.col("guilty") & (pl.col("entity_kind") == "account"))
    theirs = case.sql(
        "select count(distinct account_id) as account, count(account_id) as review from reviews "
        "where account_id in (select unnest($paid::varchar[]))",
        {"paid": paid["entity_id"].to_list()},
    ).row(0, named=True)
    for row in kit.base_rate(case).iter_rows(named=True):
        assert 0 < row["low"] <= theirs[row["of"]] / row["there"] <= row["high"] < 0.1


def test_where_nobody_was_paid_the_lower_end_is_nothing(tmp_path: Path) -> None:
    honest = make_case(5, 20_000, guilty={}, text=False, folder=tmp_path / "case")
    assert kit.base_rate(honest)["low"].to_list() == [0.0, 0.0]
