"""The view of an account's published features."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.case import Case
from kit.errors import NotFoundError
from kit.views import reviewer_features
from kit.views.reviewer_features import MEANINGS, TEXT
from tests.case_rows import case_of, derived, review


def test_every_feature_has_a_value_and_a_meaning(small: Case) -> None:
    rows = reviewer_features(small, "A1")
    assert rows["feature"].to_list() == list(MEANINGS)
    assert rows["meaning"].null_count() == 0
    value = dict(rows.select("feature", "value").iter_rows())
    assert (value["MNR"], value["PR"], value["NR"], value["RL"]) == (1, 1, 0, 1)
    # "good", "good" and "toy": the same words twice, and one pair of three alike.
    assert (value["MCS"], value["ACS"]) == (1, pytest.approx(1 / 3, abs=1e-6))


def test_values_are_those_of_the_tables(small: Case) -> None:
    held = {row["account_id"]: row for row in derived(small, "reviewer_features")}
    texts = {row["account_id"]: row for row in derived(small, "reviewer_text_features")}
    for account in ("A1", "A2", "A3"):
        for name, value in reviewer_features(small, account).select("feature", "value").iter_rows():
            of_table = (texts if name in TEXT else held)[account][name]
            assert value == (None if of_table is None else pytest.approx(of_table, abs=1e-5))


def test_a_percentile_counts_half_of_the_equals(tmp_path: Path) -> None:
    rows = [review(f"a{n}", "p", n, stars) for n, stars in enumerate((1, 5, 5, 5))]
    rows.append(review("mute", "p", 9, None))
    case = case_of(rows, tmp_path)
    standing = reviewer_features(case, "a1").filter(feature="PR").row(0, named=True)
    # One account has less, three the same: 100 (1 + 3 / 2) / 4. Who gave no stars is not counted.
    assert (standing["percentile"], standing["compared"]) == (62.5, 4)
    silent = reviewer_features(case, "mute").filter(feature="PR").row(0, named=True)
    assert (silent["value"], silent["percentile"]) == (None, None)


def test_text_has_no_percentile(small: Case) -> None:
    percentile = dict(reviewer_features(small, "A1").select("feature", "percentile").iter_rows())
    assert {name for name, value in percentile.items() if value is None} == set(TEXT)


def test_an_unknown_account_is_refused(small: Case) -> None:
    with pytest.raises(NotFoundError):
        reviewer_features(small, "nobody")
