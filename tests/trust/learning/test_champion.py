"""A challenger is promoted for a better order on later data, not for luck or for one person."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score

from kit.trust.learning.calibrate import Calibration
from kit.trust.learning.champion import LEAST_PAID, average_precision, contest
from kit.trust.learning.model import RULES, Model


class Ordered(Model):
    """Orders by a column of its name."""

    def margin(self, shown: pl.DataFrame) -> np.ndarray:
        return shown[self.name].to_numpy()


def by(name: str) -> Model:
    return Ordered(name, (RULES,), None, Calibration("share", np.zeros(1), np.full(1, 0.5)), {})


def later(accounts: int = 400, seed: int = 0, people: tuple[str, ...] = ("A", "B")) -> pl.DataFrame:
    """Return judged accounts: `good` tells who is paid, `noise` and `other` tell nothing."""
    random = np.random.default_rng(seed)
    paid = random.random(accounts) < 0.15
    return pl.DataFrame(
        {
            "paid": paid,
            "good": 2.0 * paid + random.normal(0, 1, accounts),
            "noise": random.normal(0, 1, accounts),
            "other": random.normal(0, 1, accounts),
            "source": random.choice(["queue", "audit"], accounts),
            "weight": random.choice([1.0, 4.0], accounts),
            "reviewers": [[str(random.choice(people))] for _ in range(accounts)],
        }
    )


@given(st.integers(0, 10_000), st.integers(2, 60))
def test_average_precision_is_scikit_learns(seed: int, n: int) -> None:
    random = np.random.default_rng(seed)
    paid, weight, score = random.random(n) < 0.4, random.uniform(0.1, 5, n), random.permutation(n)
    paid[0] = True
    order = np.argsort(-score)
    expected = average_precision_score(paid, score, sample_weight=weight)
    assert average_precision(paid[order], weight[order]) == pytest.approx(expected)


def test_without_paid_there_is_no_precision() -> None:
    assert np.isnan(average_precision(np.zeros(3, np.bool_), np.ones(3)))
    assert np.isnan(average_precision(np.zeros(0, np.bool_), np.zeros(0)))


def test_an_account_stands_for_as_many_as_its_weight() -> None:
    once = average_precision(np.array([False, False, True]), np.ones(3))
    assert average_precision(np.array([False, True]), np.array([2.0, 1.0])) == once == 1 / 3


def test_the_better_order_wins_with_its_interval() -> None:
    match = contest(by("noise"), by("good"), later())
    assert match.promoted
    assert 0 < match.low < match.difference < match.high
    assert match.difference == pytest.approx(match.challenger_ap - match.champion_ap)
    assert "better" in match.why
    back = contest(by("good"), by("noise"), later())
    assert not back.promoted
    assert back.high < 0


def test_of_equals_hardly_any_is_promoted() -> None:
    won = [contest(by("noise"), by("other"), later(seed=n), draws=80).promoted for n in range(40)]
    # At most 2.5 % each: five of forty would be one chance in a thousand.
    assert sum(won) < 5


def test_one_persons_verdicts_do_not_decide_it() -> None:
    # A's verdicts speak against `other`, a little.
    rows = later(people=("A",)).with_columns(other=pl.col("other") - 0.5 * pl.col("paid"))
    mine = pl.DataFrame({"reviewers": [["Z"]] * rows.height})
    # Z calls paid whatever `other` puts first.
    theirs = rows.with_columns(paid=pl.col("other") > 1.0, reviewers=mine["reviewers"])
    both = pl.concat([rows, theirs])
    match = contest(by("noise"), by("other"), both)
    assert match.low > 0
    assert not match.promoted
    assert match.why.endswith("but not without the verdicts of Z")


def test_too_few_paid_are_not_compared() -> None:
    rows = later().filter(~pl.col("paid"))
    few = pl.concat([rows, later().filter("paid").head(LEAST_PAID - 1)])
    match = contest(by("noise"), by("good"), few)
    assert not match.promoted
    assert np.isnan(match.difference)
    assert f"only {LEAST_PAID - 1} paid of {few.height} judged" in match.why


def test_the_same_seed_draws_the_same() -> None:
    one, again = (contest(by("noise"), by("good"), later(), seed=4) for _ in range(2))
    assert (one.low, one.high) == (again.low, again.high)
    assert contest(by("noise"), by("good"), later(), seed=5).low != one.low
