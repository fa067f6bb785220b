"""The cases on which every detector is held to its contract; each is made once, when asked for."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl
import pytest

import kit
from kit.detector import Detector
from kit.engines.derived import provide
from kit.practice import Market, generate
from kit.practice.archetypes import GUILTY, INNOCENT
from kit.practice.captures import fates, seen_on
from kit.trust.watch import add_capture
from tests.case_rows import empty_case

PLANTED, PLANTED_REVIEWS = 5, 10_000
NULLS, NULL_REVIEWS = range(1, 21), 6_000
BEGINS, LOOKS = date(2024, 1, 1), (date(2024, 2, 15), date(2024, 7, 1))
"""The practice market ends with 2023; then its reviews are looked for twice."""


def _refunded(market: pl.DataFrame) -> pl.DataFrame:
    """Return a product's refunded reviews: in the range's markets nearly all is verified anyway.

    A crowd of 120 verified ones in two days, after a year of ten a month of which one in four is.
    """
    like = market.head(240).with_row_index("n")
    early = pl.col("n") < 120
    first = market["posted_at"].min() + pl.duration(days=200)
    days = pl.when(early).then(3 * pl.col("n")).otherwise(380 + pl.col("n") % 2)
    return like.with_columns(
        review_id=pl.format("refunded{}", "n"),
        account_id=pl.format("buyer{}", "n"),
        product_id=pl.lit("refunded"),
        brand=pl.lit("refunded"),
        verified=~early | (pl.col("n") % 4 == 0),
        posted_at=first + pl.duration(days=days),
    ).drop("n")


def _watched(case: kit.Case, market: Market, seed: int) -> kit.Case:
    """Look for a case's reviews again, after what becomes of some of them."""
    told = fates(market, seed, begins=BEGINS)
    for day in LOOKS:
        add_capture(case, seen_on(market, told, day), captured_at=day, covers="all")
    return case


class Ground:
    """Practice cases, planted and honest, by need."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def empty(self) -> kit.Case:
        return empty_case(self.folder)

    @cached_property
    def _market(self) -> Market:
        each_once = (dict.fromkeys(known, 1) for known in (GUILTY, INNOCENT))
        market = generate(PLANTED, PLANTED_REVIEWS, *each_once)
        return Market(pl.concat([market.reviews, _refunded(market.reviews)]), market.truth)

    @cached_property
    def planted(self) -> kit.Case:
        case = kit.open_case(self._market.reviews, folder=self.folder / "planted")
        return _watched(case, self._market, PLANTED)

    @cached_property
    def shuffled(self) -> kit.Case:
        rows = self._market.reviews.sample(fraction=1, shuffle=True, seed=1)
        case = kit.open_case(rows, folder=self.folder / "shuffled")
        return _watched(case, self._market, PLANTED)

    @cached_property
    def honest(self) -> list[kit.Case]:
        """Markets in which nobody is paid and nothing looks like it.

        Each is made and imported once, and its derived tables are shared by all detectors.
        """
        return [self._null(seed) for seed in NULLS]

    def _null(self, seed: int) -> kit.Case:
        market = generate(seed, NULL_REVIEWS, guilty={}, innocent={})
        case = kit.open_case(market.reviews, folder=self.folder / f"null{seed}")
        return _watched(case, market, seed)

    @staticmethod
    def with_threads(case: kit.Case, threads: int) -> kit.Case:
        """Open a case again with so many threads."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KIT_THREADS", str(threads))
            return kit.Case(case.folder)


def findings(case: kit.Case, detector: Detector) -> pl.DataFrame:
    """Return what a detector finds in a case, keeping nothing."""
    return kit.screen(case, [detector], save=False)


def rows(case: kit.Case, detector: Detector) -> pl.DataFrame:
    """Return a detector's query as it is, with its default parameters."""
    bound = detector.bind()
    provide(case.connection, case.derived, case.evidence_hash, detector.reads, bound)
    return case.sql(detector.sql, bound)
