"""An error rate is that of markets of about the case's size."""

from __future__ import annotations

import polars as pl

from kit.detectors import DETECTORS
from kit.exhibit.null_rates import null_rates
from kit.ranking.look_alikes import KINDS_SEEN, NULL_FINDINGS, LookAlikes

SEEN = (("a b", 3), ("b", 2), ("", 95))
KNOWN = LookAlikes(
    pl.DataFrame(
        [(size, 8, "family", signs, 0.0, n) for size in (100, 9_000) for signs, n in SEEN],
        schema=KINDS_SEEN,
        orient="row",
    ),
    pl.DataFrame(
        [(100, "a", 8, 0, 0), (9_000, "a", 8, 2, 5), (9_000, "c", 8, 0, 0)],
        schema=NULL_FINDINGS,
        orient="row",
    ),
)


def test_findings_markets_and_accounts_are_counted() -> None:
    told = null_rates(20_000, KNOWN)
    assert told.keys() == {"a", "c"}
    assert "8 practice markets of 9,000 reviews" in told["a"]
    assert "5 findings at q <= 0.05, in 2 of the markets (95 %: 3.19% to 65.09%)" in told["a"]
    assert "it spoke about 3 of 100 accounts (95 %: 0.62% to 8.52%)" in told["a"]
    assert "it spoke about 0 of 100 accounts" in told["c"]


def test_what_ships_speaks_of_detectors_that_there_are() -> None:
    # One that reads captures has nothing to read in a market without them.
    assert DETECTORS.keys() - null_rates(40_000).keys() <= {"take_back"}
    assert null_rates(40_000).keys() <= DETECTORS.keys()
