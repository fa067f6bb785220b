from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kit.practice.scoring.trust_fit import Market, calibrated, told_and_paid, write_calibration
from kit.practice.scoring.trust_tables import trust_tables, write_trust
from kit.practice.scoring.trusted import BINS, PRODUCTS, Trusted, score_trust
from kit.trust.calibration import read


@pytest.fixture(scope="module")
def scored() -> Trusted:
    return score_trust(1, 4_000, first_seed=30, text=False)


def test_a_market_without_paid_reviews_shows_the_honest_mean(scored: Trusted) -> None:
    null = scored.products.filter(market="null")
    assert dict(scored.products.schema) == PRODUCTS
    assert null["paid"].sum() == 0
    np.testing.assert_allclose(null["shown_mean"], null["honest_mean"], atol=1e-5)
    off = (null["expected_mean"] - null["honest_mean"]).mean()
    assert off == pytest.approx(0, abs=0.1)


def test_tables_count_every_product_and_review(scored: Trusted, tmp_path: Path) -> None:
    tables = trust_tables(scored)
    assert tables["errors"]["products"].sum() == scored.products.height
    assert tables["errors"].filter(market="null")["ratio"].to_list() == [None]
    assert tables["reliability"]["reviews"].sum() == 8_000
    assert set(tables["reliability"]["p_from"]) <= set(BINS)
    ordering = tables["ordering"]
    assert set(ordering["market"]) == {"null", "paid"}
    assert ordering["ordered"].is_between(0, 1).all()
    assert ordering.filter(market="null", what="NDCG@10, all products").height == 1
    assert all(path.exists() for path in write_trust(scored, tmp_path))


def test_a_calibration_is_measured_and_read_again(tmp_path: Path) -> None:
    market = told_and_paid(Market(3, 8_000), str(tmp_path))
    rows = calibrated([market])
    known = read(rows)
    assert known.share == pytest.approx(market["paid"].mean(), rel=1e-3)
    assert (known.weights >= 0).all()
    assert write_calibration(rows, tmp_path).name == "calibration.csv"
