from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

import kit
from kit.testable import needs
from tests.case_rows import case_of, review, steady

ROWS = steady(products=4, weeks=30) + [review(f"x{n}", "p1", 100 + n % 3) for n in range(30)]
TEXTS = {
    "copied_text",
    "incentive_wording",
    "phrase_repetition",
    "supplied_text",
    "word_count_skew",
}
HISTORIES = {"shared_reviewers", "overlapping_history"}
WATCHES = {"take_back"}


@pytest.mark.parametrize(
    ("column", "spared"),
    [
        (
            "posted_at",
            {
                "rating_deviation",
                "rating_skew",
                "thin_account",
                "unverified_gap",
                "copied_text",
                "incentive_wording",
                "supplied_text",
                "word_count_skew",
                *HISTORIES,
            },
        ),
        (
            "account_id",
            {
                "incentive_wording",
                "paid_verified",
                "rating_shift",
                "rating_skew",
                "review_burst",
                "unverified_gap",
                "word_count_skew",
            },
        ),
        (
            "stars",
            {
                "paid_verified",
                "participation_skew",
                "review_burst",
                "single_day_reviewer",
                "thin_account",
                "thin_account_burst",
                *TEXTS,
                *HISTORIES,
            },
        ),
        ("category", {*kit.DETECTORS} - HISTORIES),
        ("text", {*kit.DETECTORS} - TEXTS),
    ],
)
def test_what_a_case_lacks_is_not_tested(tmp_path: Path, column: str, spared: set[str]) -> None:
    whole = {"category": "Books", "text": "It does what it says on the box"}
    stated = [{**row, **whole, "verified": n % 3 > 0} for n, row in enumerate(ROWS)]
    lacking = case_of([{**row, column: None} for row in stated], tmp_path)
    findings = kit.screen(lacking)
    not_tested = dict(lacking.not_tested.iter_rows())
    assert all("captures" in not_tested.pop(name) for name in WATCHES)
    assert set(not_tested) == set(kit.DETECTORS) - spared - WATCHES
    assert all(column in reason for reason in not_tested.values())
    assert set(findings["detector"]) <= spared
    assert kit.suspects(lacking).is_empty()


@pytest.mark.parametrize(
    ("column", "value", "silent"),
    [
        ("product_id", "p", {"review_burst", "rating_skew", "co_review_pair", "word_count_skew"}),
        ("account_id", "a", {"thin_account", "reviewer_ring", "copied_text", "supplied_text"}),
        ("stars", 5.0, {"rating_shift", "rating_skew", "rating_deviation", "rating_monotony"}),
        (
            "posted_at",
            datetime(2021, 5, 4),
            {"review_burst", "rating_shift", "single_day_reviewer"},
        ),
        ("verified", True, {"paid_verified", "unverified_gap"}),
    ],
)
def test_a_market_of_one_of_a_kind_has_nothing_to_compare(
    tmp_path: Path, column: str, value: object, silent: set[str]
) -> None:
    """One product, one account, one rating, one day: each detector says so, and nobody is named."""
    ordinary = steady(products=4, weeks=40)
    same = [{**row, "text": "It does what it says", column: value} for row in ordinary]
    case = case_of(same, tmp_path)
    kit.screen(case)
    reasons = dict(case.not_tested.iter_rows())
    assert silent <= set(reasons)
    assert all(reasons[name].endswith(f"{column}: there is nothing to compare.") for name in silent)
    for of in ("account", "product", "group", "pair"):
        assert kit.suspects(case, of=of).is_empty()


def test_needs_are_the_columns_below() -> None:
    assert needs(kit.DETECTORS["thin_account"]) == {"account_id"}
    assert needs(kit.DETECTORS["rating_skew"]) == {"product_id", "stars"}
