"""Methods: each detector as it was run, and how often the kit is wrong where the truth is known."""

from __future__ import annotations

import json

import polars as pl

from kit.detectors import DETECTORS
from kit.exhibit.methods import METHODS, error_rates, look_alikes, methods
from kit.screening import FINDINGS
from tests.exhibit.conftest import Bundled


def test_every_detector_is_there_as_it_was_run(bundled: Bundled) -> None:
    held = pl.read_parquet(bundled.data / "tables" / "methods.parquet")
    assert held["detector"].to_list() == sorted(DETECTORS)
    for row in held.iter_rows(named=True):
        detector = DETECTORS[row["detector"]]
        assert row["sql"] == detector.sql.strip()
        assert row["null"] == detector.section("Null")
        assert json.loads(row["parameters"]) == detector.bind()
        assert row["on_practice_markets"]
        assert row["where_nobody_was_paid"]


def test_a_detector_of_the_users_own_is_named_too() -> None:
    used = {"mine": {"code": "c" * 64, "params": {"days": 3}}}
    (row,) = methods(pl.DataFrame(schema=FINDINGS), used, 0.05, 40_000).to_dicts()
    assert list(row) == list(METHODS)
    assert (row["detector"], row["parameters"], row["sql"]) == ("mine", '{"days": 3}', None)
    assert row["on_practice_markets"] == "Not among the shipped measurements."


def test_error_rates_say_on_what_they_were_measured(bundled: Bundled) -> None:
    without, with_paid, cell = error_rates(bundled.case)
    assert "practice markets of 100,000 reviews without paid reviews" in without
    assert "of them not paid (95 %: " in with_paid
    assert "practice markets of" in cell


def test_look_alikes_are_counted() -> None:
    rows = look_alikes()
    assert {"family", "book launch"} <= {row["kind"] for row in rows}
    assert all(int(row["there"].replace(",", "")) > 0 for row in rows)
