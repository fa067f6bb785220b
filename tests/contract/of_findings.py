"""What every detector must do when it runs."""

from __future__ import annotations

import json
import string

import polars as pl
from polars.testing import assert_frame_equal
from scipy import stats

from kit.detector import Detector
from tests.contract.ground import Ground, findings, rows

WINDOW = {
    "product_id", "window_start", "window_end",
    "meant", "n_meant", "expected", "n_class", "product_age_days",
}  # fmt: skip
COMPOUND = {"pair", "group", "link"}
SURE = 0.999


def output_columns(detector: Detector, ground: Ground) -> None:
    columns = set(rows(ground.planted, detector).columns)
    assert {"entity_id", "score", "p_value"} <= columns
    fields = {field for _, field, _, _ in string.Formatter().parse(detector.why) if field}
    assert fields <= columns | set(detector.params)
    if "window" in detector.flags:
        assert columns >= WINDOW
    if COMPOUND & set(detector.flags):
        assert "members" in columns
    if len(detector.flags) > 1:
        assert "entity_kind" in columns


def empty_tables(detector: Detector, ground: Ground) -> None:
    assert rows(ground.empty, detector).is_empty()


def something_is_found(detector: Detector, ground: Ground) -> None:
    """Without it, what holds for the findings of the planted case would hold for none."""
    seen = findings(ground.planted, detector)
    assert set(seen["entity_kind"]) == set(detector.flags)
    assert seen.select("entity_kind", "entity_id").is_unique().all()
    assert seen["score"].is_finite().all()
    assert not seen["why"].str.contains("{", literal=True).any()
    assert not seen["why"].str.contains("unknown", literal=True).any()


def row_order(detector: Detector, ground: Ground) -> None:
    assert_frame_equal(
        _rounded(findings(ground.planted, detector)), _rounded(findings(ground.shuffled, detector))
    )


def thread_count(detector: Detector, ground: Ground) -> None:
    one, two = (findings(ground.with_threads(ground.planted, n), detector) for n in (1, 2))
    assert_frame_equal(_rounded(one), _rounded(two))


def p_values(detector: Detector, ground: Ground) -> None:
    p = findings(ground.planted, detector)["p_value"]
    if detector.ranks_only:
        assert p.null_count() == len(p)
    else:
        assert p.null_count() == 0
        assert p.is_between(0, 1).all()


def honest_on_null(detector: Detector, ground: Ground) -> None:
    """Of all that was tested in honest markets, no more lies below a level than chance allows.

    A product's windows are corrected for one another, so they count as one test.
    """
    for case in ground.nulls:
        seen = findings(case, detector)
        if detector.ranks_only or seen.is_empty():
            assert seen["p_value"].null_count() == seen.height
            continue
        tests = json.loads(seen["evidence"][0])["n_tests"]
        tested = "product_id" if "window" in detector.flags else "entity_id"
        for level in (0.01, 0.05):
            below = seen.filter(pl.col("p_value") <= level)[tested].n_unique()
            assert below <= stats.binom.ppf(SURE, tests, level), f"{below} of {tests} at {level}"


def _rounded(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave out the figures beside the finding: they are compared after rounding."""
    figures = [
        {name: _round(value) for name, value in json.loads(row).items()}
        for row in frame["evidence"]
    ]
    return frame.with_columns(
        evidence=pl.Series([json.dumps(row, sort_keys=True) for row in figures], dtype=pl.String)
    )


def _round(value: object) -> object:
    return float(f"{value:.9g}") if isinstance(value, float) else value


CHECKS = (
    output_columns, empty_tables, something_is_found, row_order, thread_count, p_values,
    honest_on_null,
)  # fmt: skip
