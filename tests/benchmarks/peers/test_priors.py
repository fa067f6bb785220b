from __future__ import annotations

import io

import polars as pl
import pytest

from benchmarks.peers.priors import priors
from tests.benchmarks.peers.markets import REVIEWS


@pytest.fixture
def found() -> dict[str, float]:
    frame = priors(pl.read_csv(io.StringIO(REVIEWS)))
    assert frame.columns == ["kind", "id", "prior"]
    return dict(frame.select("id", "prior").iter_rows())


def test_a_review_worked_by_hand(found: dict[str, float]) -> None:
    """f = P(X >= x): r3 is unusual in nothing but ISR, which it shares with half."""
    # RD 4/4, EXT 4/4, DEV 4/4 (nobody deviates so far), ETF 4/4 (all early), ISR 2/4.
    assert found["r3"] == pytest.approx(1 - ((1 + 1 + 1 + 1 + 0.25) / 5) ** 0.5)


def test_more_unusual_is_more_suspicious(found: dict[str, float]) -> None:
    """a0 wrote twice on one day, five stars only; a2 wrote once, three stars."""
    assert found["a0"] > found["a2"]


def test_every_prior_is_a_probability(found: dict[str, float]) -> None:
    assert set(found) == {"a0", "a1", "a2", "p0", "p1", "r0", "r1", "r2", "r3"}
    assert all(0 <= prior <= 1 for prior in found.values())


def test_the_order_of_rows_says_nothing() -> None:
    reviews = pl.read_csv(io.StringIO(REVIEWS))
    assert priors(reviews.reverse()).equals(priors(reviews))
