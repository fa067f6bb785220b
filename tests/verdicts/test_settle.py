from __future__ import annotations

import pytest

import kit
from kit.verdicts import outcomes, record, settled

YES, NO, OPEN = "consistent_with_paid", "not_consistent", "undecided"


@pytest.mark.parametrize(
    ("given", "alone", "together"),
    [
        ([YES], ("settled", YES), ("open", None)),
        ([YES, YES], ("settled", YES), ("settled", YES)),
        ([NO, NO, OPEN], ("settled", NO), ("settled", NO)),
        ([YES, NO], ("disputed", None), ("disputed", None)),
        ([YES, YES, NO], ("disputed", None), ("disputed", None)),
        ([YES, OPEN], ("settled", YES), ("open", None)),
        ([OPEN, OPEN], ("open", None), ("open", None)),
    ],
)
def test_one_person_and_two(
    case: kit.Case,
    accounts: list[str],
    given: list[str],
    alone: tuple[str, str],
    together: tuple[str, str],
) -> None:
    for name, verdict in zip(("Anna", "Ben", "Cy"), given, strict=False):
        record(case, "account", accounts[0], verdict, reviewer=name)
    for two_person, expected in ((False, alone), (True, together)):
        (row,) = outcomes(case, two_person).iter_rows(named=True)
        assert (row["state"], row["verdict"]) == expected
        assert row["consistent"] + row["not_consistent"] + row["undecided"] == len(given)
        assert settled(case, two_person).height == (expected[0] == "settled")


def test_one_person_twice_is_not_two(case: kit.Case, accounts: list[str]) -> None:
    for name in ("Anna", "ANNA"):
        record(case, "account", accounts[0], YES, reviewer=name)
    assert settled(case, two_person=True).is_empty()
    assert settled(case).height == 1


def test_nothing_judged_is_nothing_settled(case: kit.Case) -> None:
    assert outcomes(case).is_empty()
    assert settled(case, two_person=True).is_empty()
