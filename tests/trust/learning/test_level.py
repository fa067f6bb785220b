"""A curve is moved halfway to what all audits found, and its order stays."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import logit

from kit.trust.learning.calibrate import ISOTONIC, PLATT, SHARE, Calibration
from kit.trust.learning.level import audited_share, levelled

CURVES = [
    Calibration(PLATT, np.array([-2.0, 2.0]), np.array([0.02, 0.4])),
    Calibration(ISOTONIC, np.array([-2.0, 0.0, 2.0]), np.array([0.0, 0.1, 1.0])),
    Calibration(SHARE, np.zeros(1), np.array([0.3])),
]
MARGIN = np.linspace(-3, 3, 61)


def judged(*rows: tuple[bool, str, float]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=["paid", "source", "weight"], orient="row")


def test_each_judged_account_stands_for_its_weight() -> None:
    rows = judged((True, "queue", 1.0), (True, "audit", 9.0), *[(False, "audit", 90.0)] * 100)
    kish = 9_010.0**2 / (1 + 81 + 100 * 8_100)
    assert audited_share(rows) == pytest.approx((10 / 9_010 * kish + 0.5) / (kish + 1))


def test_without_an_audit_nobody_knows_the_share() -> None:
    assert audited_share(judged((True, "queue", 1.0), (False, "queue", 1.0))) is None


@pytest.mark.parametrize("paid", [True, False])
def test_a_share_is_never_certain(paid: bool) -> None:
    share = audited_share(judged(*[(paid, "audit", 5.0)] * 10))
    assert share == pytest.approx(10.5 / 11 if paid else 0.5 / 11)


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: curve.kind)
def test_with_full_trust_the_mean_is_the_share(curve: Calibration) -> None:
    assert levelled(curve, MARGIN, 0.2, trust=1.0)(MARGIN).mean() == pytest.approx(0.2, abs=1e-6)
    same = levelled(curve, MARGIN, 0.2, trust=0.0)(MARGIN)
    assert same == pytest.approx(np.clip(curve(MARGIN), 1e-6, 1 - 1e-6), abs=1e-6)


def test_halfway_is_halfway_in_the_logit() -> None:
    curve = levelled(CURVES[2], MARGIN, 0.1)
    assert logit(curve(MARGIN)[0]) == pytest.approx((logit(0.3) + logit(0.1)) / 2)


@given(st.sampled_from(CURVES), st.floats(0.001, 0.999))
def test_no_order_changes(curve: Calibration, share: float) -> None:
    told = levelled(curve, MARGIN, share)(MARGIN)
    assert (np.diff(told) >= -1e-12).all()
    assert ((told >= 0) & (told <= 1)).all()


def test_of_nobody_nothing_is_told() -> None:
    assert levelled(CURVES[0], np.zeros(0), 0.2) is CURVES[0]
