"""Settled verdicts move the odds of what they are about; with enough of them those of all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit

import kit
from kit.practice.case import PracticeCase, make_case
from kit.practice.scoring.standing import PAID, planted
from kit.trust import genuine
from kit.trust.judged import ENOUGH, MOST, Line, _along, _of_entities, line
from kit.verdicts import record
from kit.verdicts.record import CONSISTENT, NOT_CONSISTENT, UNDECIDED
from tests.case_rows import case_of
from tests.ranking.market import ordinary, ring

LN_9 = float(np.log(9))


@pytest.fixture
def case(tmp_path: Path) -> kit.Case:
    return case_of([*ordinary(), *ring()], tmp_path)


def of(found: pl.DataFrame, account: str) -> pl.DataFrame:
    return found.filter(pl.col("account_id") == account)


def test_without_verdicts_nothing_is_added(case: kit.Case) -> None:
    before = genuine(case)
    assert (before["verdicts"] == 0).all()
    record(case, "account", "a1", UNDECIDED, reviewer="Ada")
    record(case, "window", "a window", CONSISTENT, reviewer="Ada")
    assert genuine(case).equals(before)


def test_a_verdict_moves_the_most_unusual_by_all_and_others_by_less(case: kit.Case) -> None:
    before = genuine(case)
    record(case, "account", "a1", CONSISTENT, reviewer="Ada")
    record(case, "account", "ring1", NOT_CONSISTENT, reviewer="Ada")
    after = genuine(case)
    paid, others = of(after, "a1")["verdicts"], of(after, "ring1")["verdicts"]
    assert paid.max() == pytest.approx(LN_9)
    assert (paid > 0).all()
    assert others.min() == pytest.approx(-LN_9)
    assert (others < 0).all()
    # What the evidence says of a review beside the account's others stays as it was.
    was, now = 1 - of(before, "a1")["p_genuine"], 1 - of(after, "a1")["p_genuine"]
    assert (now / was).to_numpy() == pytest.approx((now / was)[0])
    rest = ~pl.col("account_id").is_in(["a1", "ring1"])
    assert after.filter(rest).equals(before.filter(rest))


def test_contradicting_verdicts_settle_nothing(case: kit.Case) -> None:
    before = genuine(case)
    record(case, "account", "a1", CONSISTENT, reviewer="Ada")
    record(case, "account", "a1", NOT_CONSISTENT, reviewer="Ben")
    record(case, "product", "p1", NOT_CONSISTENT, reviewer="Ada")
    record(case, "product", "p1", CONSISTENT, reviewer="Ben")
    assert genuine(case).equals(before)


def test_many_who_say_the_same_prove_nothing(case: kit.Case) -> None:
    for number in range(12):
        record(case, "product", "p1", CONSISTENT, reviewer=f"Reviewer {number}")
    about = genuine(case).filter(pl.col("product_id") == "p1")
    assert about["verdicts"].max() == pytest.approx(MOST)
    assert about["p_genuine"].is_between(0, 1, closed="none").all()


@given(
    st.lists(st.floats(-12, 12), min_size=1, max_size=8),
    st.floats(-MOST, MOST).filter(lambda amount: abs(amount) > 1e-6),
)
def test_bayes_rule_for_an_entitys_reviews(odds: list[float], amount: float) -> None:
    z = np.array(odds)
    entity = pl.Series(["x"] * len(odds), dtype=pl.String)
    own = pl.DataFrame({"entity_id": ["x"], "amount": [amount]})
    moved = expit(z + _of_entities(entity, z, own))
    q = expit(z.max())
    assert moved == pytest.approx(expit(z) * expit(logit(q) + amount) / q, rel=1e-5)


def judged(z: np.ndarray, paid: np.ndarray) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return accounts with their log-odds, and what was said of them by people right in 97 %."""
    names = [f"a{n}" for n in range(len(z))]
    given = pl.DataFrame({"entity_kind": "account", "entity_id": names, "paid": paid}).with_columns(
        yes_to_paid=pl.lit(0.97), yes_to_others=pl.lit(0.03)
    )
    return pl.DataFrame({"entity_id": names, "top": z}), given


def test_a_line_needs_enough_of_both_kinds() -> None:
    z = np.linspace(-4, 4, 2 * ENOUGH)
    assert line(*judged(z, np.arange(2 * ENOUGH) >= ENOUGH)) is not None
    assert line(*judged(z, np.arange(2 * ENOUGH) >= ENOUGH + 1)) is None


def test_the_line_finds_how_far_a_case_is_from_practice() -> None:
    random = np.random.default_rng(1)
    z = random.uniform(-5, 5, 4_000)
    really = random.random(len(z)) < expit(0.7 * z - 1.5)
    said = np.where(random.random(len(z)) < 0.97, really, ~really)
    found = line(*judged(z, said))
    assert found is not None
    assert found.shift == pytest.approx(-1.5, abs=0.25)
    assert found.slope == pytest.approx(0.7, abs=0.1)
    assert (found.low, found.high) == (z.min(), z.max())


@given(st.floats(-9, 9), st.floats(0.05, 3), st.lists(st.floats(-12, 12), min_size=2))
def test_a_line_keeps_the_order_and_what_nobody_looked_at(
    shift: float, slope: float, odds: list[float]
) -> None:
    z = np.sort(np.array(odds))
    moved = z + _along(Line(shift, slope, -3.0, 3.0), z)
    assert (np.diff(moved) >= -1e-9).all()
    assert moved[z < -3] == pytest.approx(np.minimum(z[z < -3], shift - 3 * slope))
    assert (_along(None, z) == 0).all()


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> PracticeCase:
    held = make_case(10, 6_000, text=False, folder=tmp_path_factory.mktemp("judged") / "case")
    kit.screen(held)
    return held


def brier(case: PracticeCase) -> float:
    paid = planted(case.truth, "review").filter(pl.col("standing") == PAID)["entity_id"]
    found = genuine(case)
    honest = ~found["review_id"].is_in(paid.implode())
    return float(((found["p_genuine"] - honest.cast(pl.Float64)) ** 2).mean())


def test_verdicts_that_are_true_bring_p_nearer_to_the_truth(practice: PracticeCase) -> None:
    accounts = planted(practice.truth, "account").filter(pl.col("standing") == PAID)["entity_id"]
    before = genuine(practice).drop_nulls("account_id").sort("p_genuine")
    first = before["account_id"].unique(maintain_order=True)
    told = [brier(practice)]
    for names in (first[:60], first[60:150]):
        for name in names:
            verdict = CONSISTENT if name in set(accounts) else NOT_CONSISTENT
            for reviewer in ("Ada", "Ben"):
                record(practice, "account", name, verdict, reviewer=reviewer)
        told.append(brier(practice))
    assert told[2] < told[1] < told[0]
    assert told[2] < 0.8 * told[0], told
