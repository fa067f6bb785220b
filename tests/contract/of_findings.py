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
    """Over 20 honest markets, no more tests lie below a level than chance allows.

    A product's windows are corrected for one another, so they count as one test; so do the groups
    of a market, whose p-values answer whether it holds any such group.
    """
    markets = [findings(case, detector) for case in ground.honest]
    if detector.ranks_only:
        assert all(seen["p_value"].null_count() == seen.height for seen in markets)
        return
    for kind in detector.flags:
        held = [seen.filter(pl.col("entity_kind") == kind) for seen in markets]
        # A market without a finding does not say how much was tested: about as much as in others.
        said = [_tests(kind, seen) for seen in held if kind == "group" or seen.height]
        tests = round(len(held) * sum(said) / max(len(said), 1))
        for level in (0.01, 0.05):
            below = sum(_below(kind, seen, level) for seen in held)
            most = stats.binom.ppf(SURE, tests, level)
            assert below <= most, f"{kind}: {below} of {tests} at {level}, at most {most:.0f}"


def _tests(kind: str, seen: pl.DataFrame) -> int:
    """Return how many hypotheses a market's findings of a kind stand for."""
    if kind == "group":
        return 1
    return int(json.loads(seen["evidence"][0]).get("n_tests", seen["entity_id"].n_unique()))


def _below(kind: str, seen: pl.DataFrame, level: float) -> int:
    low = seen.filter(pl.col("p_value") <= level)
    if kind == "group":
        return int(low.height > 0)
    return low["product_id" if kind == "window" else "entity_id"].n_unique()


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
