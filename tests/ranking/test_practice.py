"""Suspects of a practice case, whose truth is known."""

from __future__ import annotations

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
