from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import kit
from kit.errors import ParameterError
from kit.ranking.proof import SUSPECTS
from kit.schema import ENTITY_KINDS
from tests.case_rows import case_of
from tests.ranking.market import launch, ordinary, ring

RING = {f"ring{m}" for m in range(4)}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    return case_of(ordinary() + ring(), tmp_path_factory.mktemp("proof"))


@pytest.mark.parametrize("of", ENTITY_KINDS)
def test_every_kind_has_the_same_columns(case: kit.Case, of: str) -> None:
    suspects = kit.suspects(case, of=of)
    assert dict(suspects.schema) == SUSPECTS
    assert (suspects["entity_kind"] == of).all()
    assert suspects["entity_id"].is_unique().all()
    assert_frame_equal(suspects, suspects.sort("q_value", "entity_id"))


def test_a_ring_is_named_and_nobody_else(case: kit.Case) -> None:
    suspects = kit.suspects(case)
    assert set(suspects["entity_id"]) == RING
    assert suspects["families"].to_list() == [["ring"]] * 4
    assert suspects["why"].str.contains("Rests on one kind of evidence: ring.", literal=True).all()
    assert suspects["why"].str.contains("expected", literal=True).all()
    assert suspects["innocent"].str.contains("family or friends", literal=True).all()


def test_its_pairs_and_reviews_are_named_too(case: kit.Case) -> None:
    pairs = kit.suspects(case, of="pair")
    members = {member["id"] for row in pairs["members"] for member in row}
    assert members == RING
    assert pairs.height == 6
    reviews = kit.suspects(case, of="review")
    rows = case.sql("select review_id, account_id from reviews where account_id like 'ring%'")
    assert set(reviews["entity_id"]) == set(rows["review_id"])


def test_an_ordinary_market_names_nobody(tmp_path: Path) -> None:
    honest = case_of(ordinary(), tmp_path)
    assert all(kit.suspects(honest, of=of).is_empty() for of in ENTITY_KINDS)


def test_a_launch_alone_names_nobody(tmp_path: Path) -> None:
    """It bursts, with newcomers and five stars: all three, and still a launch."""
    launched = case_of(ordinary() + launch(200), tmp_path)
    findings = kit.screen(launched)
    windows = findings.filter((pl.col("product_id") == "launched") & (pl.col("q_value") <= 0.05))
    assert set(windows["family"]) == {"timing", "rating"}
    assert all(kit.suspects(launched, of=of).is_empty() for of in ("account", "product", "review"))
    assert kit.suspects(launched, of="window").is_empty()


def test_a_stricter_rate_names_a_part(case: kit.Case) -> None:
    for of in ENTITY_KINDS:
        strict, lenient = (set(kit.suspects(case, of=of, fdr=q)["entity_id"]) for q in (0.01, 0.05))
        assert strict <= lenient, of


@pytest.mark.parametrize("fdr", [0, 1, -0.1, 2, float("nan")])
def test_a_rate_lies_between_nothing_and_all(case: kit.Case, fdr: float) -> None:
    with pytest.raises(ParameterError, match=r"is no rate\.\nHint: Choose fdr between 0 and 1"):
        kit.suspects(case, fdr=fdr)


def test_an_unknown_kind_is_refused(case: kit.Case) -> None:
    with pytest.raises(ParameterError) as raised:
        kit.suspects(case, of="shop")
    assert str(raised.value).startswith("There are no suspects of 'shop'.\nAvailable: review")


def test_findings_of_one_detector_are_enough(case: kit.Case) -> None:
    bursts = kit.screen(case, [kit.DETECTORS["review_burst"]], save=False)
    assert kit.suspects(case, findings=bursts).is_empty()
