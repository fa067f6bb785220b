"""What share looks paid: nothing where nobody was paid, and the truth within the interval."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import kit
from kit.ranking.calibration import likest
from kit.ranking.prevalence import BASE_RATE, in_words, innocents_at_most
from tests.case_rows import Row, case_of, review
from tests.ranking.market import ordinary, ring
from tests.ranking.test_calibration import grid


def rings(how_many: int) -> list[Row]:
    """Return rings of four that have nothing to do with each other."""
    return [
        row | {name: f"{row[name]}-{n}" for name in ("account_id", "product_id", "brand")}
        for n in range(how_many)
        for row in ring(start=90 + 9 * n)
    ]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    return case_of(ordinary() + rings(4), tmp_path_factory.mktemp("prevalence"))


def test_rings_lie_within(case: kit.Case) -> None:
    found = kit.base_rate(case, grid=grid())
    assert dict(found.schema) == dict(BASE_RATE)
    assert found["of"].to_list() == ["account", "review"]
    assert found["there"].to_list() == [216, 1_728]
    # Sixteen of 216 accounts, with eight reviews like all others.
    assert (found["low"] <= 16 / 216).all()
    assert (found["high"] >= 16 / 216).all()
    assert (found["low"] > 0).all()
    # Half of what is paid shows in that grid.
    assert found["share"][0] == pytest.approx((16 / 216 - 0.002) / 0.5, rel=0.01)


def test_without_anyone_paid_the_lower_end_is_nothing(tmp_path: Path) -> None:
    found = kit.base_rate(case_of(ordinary(), tmp_path), grid=grid())
    assert found["low"].to_list() == [0.0, 0.0]
    assert found["share"].to_list() == [0.0, 0.0]
    assert (found["high"] > 0).all()


def test_without_accounts_there_is_no_row(tmp_path: Path) -> None:
    nobody = case_of([review(None, "p", day) for day in range(9)], tmp_path)
    assert kit.base_rate(nobody, grid=grid()).is_empty()


def test_innocents_foretold_by_hand(case: kit.Case) -> None:
    whole = grid()
    cell = likest(case, whole).grid
    # At 3: two innocents of one circle of two in 1,000: 1.5 circles of two for as many accounts.
    shares = [innocents_at_most(3.0, 1_000, cell, whole, error) for error in (0.5, 0.1, 0.01)]
    assert shares == sorted(shares)
    assert all(most % 2 == 0 for most in shares)
    random = np.random.default_rng(1)
    circles = random.poisson(random.gamma(1.5, 1.0, 20_000))
    assert (2 * circles > shares[1]).mean() <= 0.1
    assert (2 * circles > shares[1] - 2).mean() > 0.1


def test_the_interval_in_words() -> None:
    row = ("account", 12_533, 0.0061, 0.02, 0.1, "practice markets")
    found = pl.DataFrame([row], schema=BASE_RATE, orient="row")
    assert in_words(found) == (
        "At least 0.61% of the 12,533 accounts look paid, and at most about 10.00% if what is paid "
        "shows as often as in practice: the vast majority looks honest."
    )
    assert in_words(found.with_columns(low=0.0, high=0.4)) == (
        "At most about 40.00% of the 12,533 accounts look paid, if what is paid shows as often as "
        "in practice."
    )
    assert "cannot be told" in in_words(found.with_columns(high=1.0))
    assert in_words(found, "review") == ""
