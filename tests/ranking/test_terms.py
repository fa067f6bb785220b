from __future__ import annotations

from math import log
from pathlib import Path

import polars as pl
import pytest

import kit
from kit.ranking.terms import review_terms
from kit.ranking.weights import TERMS
from tests.case_rows import Row, case_of, review

# Thirty established reviewers give three stars to everything; on `pulled` those who wrote once
# give five, on `level` three.
ESTABLISHED = [
    review(f"often{n}", product, 10 * n, 3)
    for n in range(30)
    for product in ("pulled", "level", "other")
]
ONCE = [
    review(f"{product}{n}", product, 10 * n, stars)
    for product, stars in (("pulled", 5), ("level", 3))
    for n in range(30)
]
AGAINST = [review("against", "pulled", 50, 1), review("against", "other", 60, 3)]
UNKNOWN = [review(None, "pulled", 10, 5), review("starless", "level", 10, None)]
ROWS = ESTABLISHED + ONCE + AGAINST + UNKNOWN


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    return case_of(ROWS, tmp_path_factory.mktemp("terms"))


def of(case: kit.Case, account: str, product: str) -> Row:
    found = review_terms(case).filter(account_id=account, product_id=product)
    return found.row(0, named=True)


def test_there_is_a_column_for_every_weight(case: kit.Case) -> None:
    terms = review_terms(case)
    names = [term.name for term in TERMS]
    assert terms.columns == ["review_id", "account_id", "product_id", *names]
    assert terms.height == len(ROWS)


def test_a_review_that_pulls_along_leans_with_the_product_and_one_against_it_does_not(
    case: kit.Case,
) -> None:
    assert of(case, "pulled0", "pulled")["tilt"] > 0.5
    assert of(case, "against", "pulled")["tilt"] < -0.5
    assert abs(of(case, "often0", "pulled")["tilt"]) < 0.1


def test_a_lone_review_pulls_nothing(tmp_path: Path) -> None:
    """It is left out of its own product's tilt and middle, whatever the established gave."""
    praised = [review(f"often{n}", "new", 10 * n, 5) for n in range(30)]
    lone = case_of([*ESTABLISHED, *ONCE, *praised, review("lone", "new", 5, 1)], tmp_path)
    found = of(lone, "lone", "new")
    assert (found["tilt"], found["missing_middle"]) == pytest.approx((0, 0))


def test_without_the_established_a_bad_product_is_no_campaign(tmp_path: Path) -> None:
    bad = [review(f"once{n}", "bad", n, 1) for n in range(40)]
    found = of(case_of([*ESTABLISHED, *ONCE, *bad], tmp_path), "once0", "bad")
    assert (found["tilt"], found["missing_middle"]) == (0, 0)


def test_only_who_wrote_once_can_lack_the_middle(case: kit.Case) -> None:
    assert of(case, "pulled0", "pulled")["missing_middle"] > 0.2
    assert of(case, "level0", "level")["missing_middle"] < -0.2
    assert of(case, "often0", "pulled")["missing_middle"] == 0


def test_what_is_unknown_is_no_term(case: kit.Case) -> None:
    starless = of(case, "starless", "level")
    assert starless["five"] is None
    assert (starless["tilt"], starless["missing_middle"]) == (0, 0)
    nobody = review_terms(case).filter(pl.col("account_id").is_null())
    assert nobody["thin"].to_list() == [None]


def test_beyond_three_years_silence_counts_no_more(tmp_path: Path) -> None:
    rows = [review(f"a{day}", "p", day, 4) for day in (0, 500, 1500, 2000)]
    silent = dict(review_terms(case_of(rows, tmp_path)).select("account_id", "silence").rows())
    assert silent["a0"] == silent["a500"] == pytest.approx(log(1 + 1095 / 180))
    assert silent["a1500"] == pytest.approx(log(1 + 500 / 180))
