"""How feedback fools a model, and what saves it: on a practice market."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from kit.practice.scoring.learning import Played, play
from kit.practice.scoring.team import Team
from kit.trust.learning.fitting import Stretch, learn
from kit.trust.learning.labels import AUDIT

pytestmark = pytest.mark.slow


def played(shown: pl.DataFrame, **dials: object) -> Played:
    return play(shown, 5, Team(**dials))  # type: ignore[arg-type]


def test_who_always_says_yes_spoils_neither_order_nor_audit(shown: pl.DataFrame) -> None:
    came = played(shown, always_yes="Ada")
    audit = came.labels.filter(pl.col("source") == AUDIT).join(
        shown.group_by("account_id").agg(pl.col("really").any()), on="account_id"
    )
    # Two people judge the audit: what one of them calls paid without looking is not known.
    assert (audit["paid"] & ~audit["really"]).mean() < 0.02
    assert (came.curve["adapting"] >= came.curve["rules"] - 0.02).all()


def test_labels_of_one_campaign_never_make_a_worse_champion(shown: pl.DataFrame) -> None:
    came = played(shown, only="burst_campaign")
    assert (came.curve["adapting"] >= came.curve["rules"] - 0.02).all()


def test_a_poisoned_tenth_of_the_verdicts_promotes_nobody(shown: pl.DataFrame) -> None:
    assert not played(shown).poisoned.promoted


def test_the_audit_saves_who_judges_only_the_top(shown: pl.DataFrame) -> None:
    """Without an audit nobody knows how many are missed: probabilities are of the top only."""
    with_audit, without = played(shown), played(shown, audit=0)
    share = "share"
    assert share in with_audit.champion.about["unlabelled"]
    days = shown["day"].unique().sort().to_list()
    model = learn(shown, without.labels, Stretch(days[-3], days[-2], days[-1]))
    assert share not in model.about["unlabelled"]
    assert any("No account was drawn at random" in said for said in model.about["limits"])
    errors = [
        abs(float(np.mean(one.calibration(one.margin(now)))) - float(now["really"].mean() or 0))
        for now in [shown.filter(pl.col("day") == days[-1])]
        for one in (with_audit.champion, model)
    ]
    assert errors[0] < errors[1]
