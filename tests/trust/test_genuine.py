from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.trust import GENUINE, genuine
from kit.trust.evidence import FAMILIES
from tests.case_rows import case_of, review
from tests.ranking.market import ordinary, ring


def test_a_rings_reviews_are_less_likely_genuine(tmp_path: Path) -> None:
    case = case_of([*ordinary(), *ring()], tmp_path)
    found = genuine(case)
    assert dict(found.schema) == GENUINE
    assert found["review_id"].is_sorted()
    theirs = pl.col("account_id").str.starts_with("ring")
    assert found.filter(theirs)["p_genuine"].max() < 0.2
    assert found.filter(~theirs)["p_genuine"].mean() > 0.98
    assert found.filter(theirs)["ring"].min() > 5


def test_one_review_alone_is_likely_genuine(tmp_path: Path) -> None:
    found = genuine(case_of([review("a", "p", 1)], tmp_path))
    assert found["p_genuine"][0] > 0.5


@pytest.mark.parametrize("missing", ["account", "product", "day", "stars"])
def test_what_is_unknown_adds_nothing(tmp_path: Path, missing: str) -> None:
    rows = [
        review(
            **{"account": f"a{n % 7}", "product": f"p{n % 3}", "day": n, "stars": 5, missing: None}
        )
        for n in range(40)
    ]
    found = genuine(case_of(rows, tmp_path))
    assert found.height == 40
    assert found["p_genuine"].is_between(0, 1).all()
    assert found.select(pl.all_horizontal(pl.col(FAMILIES).is_finite().all())).item()


def test_another_screening_may_be_given(tmp_path: Path) -> None:
    case = case_of([*ordinary(), *ring()], tmp_path)
    nothing = genuine(case, findings=kit.screen(case, [], save=False))
    assert (nothing["ring"] == 0).all()
    assert nothing["p_genuine"].min() > genuine(case)["p_genuine"].min()
