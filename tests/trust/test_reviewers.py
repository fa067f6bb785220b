"""A reviewer's rates begin with what is assumed, and move with foils and with peers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kit
from kit.trust.reviewers import RATES, rates, says
from kit.verdicts import foils, record
from kit.verdicts.record import CONSISTENT, NOT_CONSISTENT, UNDECIDED
from tests.case_rows import case_of
from tests.ranking.market import ordinary, ring


@pytest.fixture
def case(tmp_path: Path) -> kit.Case:
    return case_of([*ordinary(), *ring()], tmp_path)


def known(case: kit.Case) -> dict[str, dict[str, Any]]:
    found = rates(case, kit.screening.screening(case))
    assert dict(found.schema) == RATES
    return {row["person"]: row for row in found.iter_rows(named=True)}


def test_nothing_known_is_nine_of_ten(case: kit.Case) -> None:
    assert known(case) == {}
    record(case, "account", "a1", CONSISTENT, reviewer="Ada")
    record(case, "account", "a1", UNDECIDED, reviewer="Ben")
    assert known(case) == {"ada": {"person": "ada", "yes_to_paid": 0.9, "yes_to_others": 0.1}}


def test_who_says_yes_to_foils_says_little(case: kit.Case) -> None:
    kit.screen(case)
    drawn = foils(case, kit.suspects(case)["entity_id"])["entity_id"]
    assert drawn.len() == 4
    for name in drawn:
        record(case, "account", name, CONSISTENT, reviewer="Yes", blind=True)
        record(case, "account", name, NOT_CONSISTENT, reviewer="Careful", blind=True)
        record(case, "account", name, NOT_CONSISTENT, reviewer="Seeing")
    found = known(case)
    assert found["yes"]["yes_to_others"] > 0.3
    assert found["careful"]["yes_to_others"] < found["seeing"]["yes_to_others"] < 0.1


def test_two_who_differ_have_half_a_mistake_each(case: kit.Case) -> None:
    for number in range(4):
        verdict = CONSISTENT if number < 2 else NOT_CONSISTENT
        record(case, "account", f"a{number}", verdict, reviewer="Ada")
        record(case, "account", f"a{number}", verdict, reviewer="Ben")
    record(case, "product", "p1", CONSISTENT, reviewer="Ada")
    record(case, "product", "p1", NOT_CONSISTENT, reviewer="Ben")
    found = known(case)
    assert found["ada"]["yes_to_paid"] == pytest.approx(11 / 12)
    assert found["ada"]["yes_to_others"] == pytest.approx(1.5 / 12.5)
    assert found["ben"]["yes_to_paid"] == pytest.approx(11 / 12.5)
    assert found["ben"]["yes_to_others"] == pytest.approx(1 / 12)


def test_a_verdict_never_speaks_for_its_contrary() -> None:
    assert says(CONSISTENT, 0.9, 0.1) == pytest.approx(-says(NOT_CONSISTENT, 0.9, 0.1))
    assert says(CONSISTENT, 0.3, 0.6) == 0 == says(NOT_CONSISTENT, 0.3, 0.6)
    assert says(UNDECIDED, 0.9, 0.1) == 0
