"""Cohen's kappa against published figures, and where it has no meaning."""

from __future__ import annotations

import numpy as np
import pytest

import kit
from kit.verdicts import agreement, kappa, record

# Fleiss, Levin & Paik, "Statistical Methods for Rates and Proportions" (3rd ed.), table 18.1:
# 100 patients, three diagnoses; kappa .676, standard error .088.
DIAGNOSES = np.array([[75.0, 1, 4], [5, 4, 1], [0, 0, 10]])


def test_the_published_example() -> None:
    found = kappa(DIAGNOSES)
    assert found.value == pytest.approx(0.676, abs=5e-4)
    assert (found.high - found.low) / (2 * 1.96) == pytest.approx(0.088, rel=0.05)
    assert found.says == ""
    assert kappa(DIAGNOSES) == found


# Shares of a review in which verdicts are of several kinds, and of one in which most are alike.
MIXED = np.array([[0.5, 0.05, 0.05], [0.05, 0.2, 0.03], [0.02, 0.03, 0.07]])
ALIKE = np.array([[0.85, 0.03, 0.01], [0.03, 0.05, 0.01], [0.01, 0.0, 0.01]])


@pytest.mark.parametrize("shares", [MIXED, ALIKE], ids=["mixed", "alike"])
@pytest.mark.parametrize("entities", [20, 100])
def test_the_interval_covers_what_is_true(shares: np.ndarray, entities: int) -> None:
    random = np.random.default_rng(6)
    true = kappa(shares * 1e6).value
    drawn = (random.multinomial(entities, shares.ravel()).reshape(3, 3) for _ in range(400))
    found = [f for f in map(kappa, drawn) if f.value is not None]
    assert np.mean([f.low <= true <= f.high for f in found]) > 0.9


def test_by_chance_is_zero_and_against_it_negative() -> None:
    assert kappa(np.full((3, 3), 5.0)).value == pytest.approx(0.0)
    against = kappa(np.array([[0.0, 10], [10, 0]]))
    assert against.value == against.low == -1.0


def test_where_it_has_no_meaning_it_says_so() -> None:
    assert kappa(np.zeros((3, 3))).value is None
    same = kappa(np.diag([9.0, 0, 0]))
    assert (same.value, same.low) == (None, None)
    assert "chance would agree as well" in same.says
    perfect = kappa(np.diag([5.0, 5, 0]))
    assert (perfect.value, perfect.high, perfect.says) == (1.0, 1.0, "")
    assert 0.3 < perfect.low < 0.8
    assert kappa(np.diag([50.0, 50, 0])).low > 0.9


def test_each_two_reviewers_on_what_both_judged(case: kit.Case, accounts: list[str]) -> None:
    verdicts = ["consistent_with_paid", "not_consistent", "undecided"]
    for at, account in enumerate(accounts[:6]):
        record(case, "account", account, verdicts[at % 3], reviewer="Ben")
        record(case, "account", account, verdicts[at % 2], reviewer="Anna")
    record(case, "account", accounts[0], "undecided", reviewer="Cy")
    found = agreement(case)
    assert found.select("first", "second", "both", "same").rows() == [
        ("Anna", "Ben", 6, 2),
        ("Anna", "Cy", 1, 0),
        ("Ben", "Cy", 1, 0),
    ]
    assert found["kappa"][0] == pytest.approx(0.0)
    assert agreement(case, "product").select("both").to_series().to_list() == []
