"""Fingerprints tell tables apart, and do not tell apart what only several cores made differ."""

from __future__ import annotations

import polars as pl

from kit.exhibit.recipe import fingerprint, screened, steady
from tests.exhibit.conftest import Bundled


def test_a_fingerprint_knows_rows_order_and_types() -> None:
    frame = pl.DataFrame({"a": [1, 2], "b": ["x", None]})
    others = [
        frame.reverse(),
        frame.head(1),
        frame.rename({"a": "c"}),
        frame.with_columns(pl.col("a").cast(pl.Int8)),
        frame.with_columns(b=pl.Series(["x", ""])),
    ]
    prints = {fingerprint(one) for one in (frame, *others)}
    assert len(prints) == 6
    assert fingerprint(frame.clone()) == fingerprint(frame)


def test_last_digits_of_evidence_do_not_count() -> None:
    texts = ['{"expected":48.49370163488002,"n":3}', '{"expected":48.49370163488001,"n":3}']
    first, second = steady(pl.DataFrame({"evidence": texts}))["evidence"]
    assert first == second == '{"expected": 48.4937016, "n": 3}'
    assert steady(pl.DataFrame({"evidence": [None]}, {"evidence": pl.String})).item() is None


def test_the_last_screening_is_what_counts(bundled: Bundled) -> None:
    used = screened(bundled.case)
    assert used["co_review_pair"]["params"]["days"] == 7
    assert len(used["co_review_pair"]["code"]) == 64
