from __future__ import annotations

from pathlib import Path

import polars as pl

import kit
from kit.ranking.terms import review_terms
from kit.trust.evidence import ALWAYS, TERMS, evidence
from tests.case_rows import case_of, review
from tests.ranking.market import ordinary, ring


def test_every_review_has_what_any_review_shows(tmp_path: Path) -> None:
    case = case_of(ordinary(20, 10, 4), tmp_path)
    told = evidence(case, kit.screen(case, [], save=False))
    assert told.select(ALWAYS).equals(review_terms(case).select(pl.col(ALWAYS).cast(pl.Float64)))
    proved = [term.name for term in TERMS if term.name not in ALWAYS]
    assert told.select(pl.sum_horizontal(proved).sum()).item() == 0


def test_pairs_and_rings_are_followed_to_reviews(tmp_path: Path) -> None:
    beside = [review("ring0", "elsewhere", 900, 4, "other", "C")]
    case = case_of([*ordinary(), *ring(), *beside], tmp_path)
    told = evidence(case, kit.screen(case, save=False))
    theirs = pl.col("account_id").str.starts_with("ring")
    orders = pl.col("product_id").str.starts_with("order")
    assert (told.filter(theirs & orders)["met"] > 0).all()
    assert (told.filter(theirs & ~orders)["met"] == 0).all()
    assert (told.filter(~theirs)["served"] == 0).all()


def test_windows_are_followed_to_the_reviews_they_mean(tmp_path: Path) -> None:
    burst = [review(f"new{n}", "p1", 400 + n % 3, 1, "b1", "C") for n in range(30)]
    case = case_of([*ordinary(), *burst, review("kind", "p1", 401, 5, "b1", "C")], tmp_path)
    told = evidence(case, kit.screen(case, save=False))
    new = pl.col("account_id").str.starts_with("new")
    assert (told.filter(new)["shift"] > 3).all()
    assert told.filter(pl.col("account_id") == "kind")["shift"].item() == 0
