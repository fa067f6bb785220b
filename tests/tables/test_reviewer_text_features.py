"""Values worked by hand from the definitions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case_rows import Row, case_of, derived, review


def features(texts: dict[str, list[str | None]], folder: Path) -> dict[str, Row]:
    rows = [
        {**review(account, f"p{n}", n), "text": text}
        for account, its in texts.items()
        for n, text in enumerate(its)
    ]
    held = derived(case_of(rows, folder), "reviewer_text_features")
    return {row.pop("account_id"): row for row in held}


def test_cosines_of_bags_of_words(tmp_path: Path) -> None:
    # Bags {a: 2, b: 1}, {a: 1, c: 1}, {d: 1}: cosines 2 / (sqrt(5) sqrt(2)), 0 and 0.
    held = features({"x": ["A a b", "c, A!", "d"], "y": ["only one"]}, tmp_path)
    cosine = 2 / 10**0.5
    assert held["x"]["RL"] == 2
    assert held["x"]["ACS"] == pytest.approx(cosine / 3, abs=1e-8)
    assert held["x"]["MCS"] == pytest.approx(cosine, abs=1e-8)
    assert held["y"] == {"RL": 2, "ACS": None, "MCS": None}


def test_accounts_do_not_mix_and_silence_has_no_row(tmp_path: Path) -> None:
    held = features(
        {"x": ["one two", "three four"], "y": ["one two", "five six"], "z": [None, "  "]}, tmp_path
    )
    assert set(held) == {"x", "y"}
    assert held["x"]["MCS"] == held["y"]["MCS"] == 0


def test_the_same_words_far_apart_are_found(tmp_path: Path) -> None:
    texts: list[str | None] = [f"w{n} x{n} y{n}" for n in range(120)]
    texts[119] = "y0 W0, x0"
    held = features({"x": texts}, tmp_path)
    assert held["x"]["MCS"] == 1
    assert held["x"]["ACS"] == pytest.approx(1 / (120 * 119 / 2))


def test_the_latest_five_hundred_count(tmp_path: Path) -> None:
    held = features({"x": ["early words of many kinds"] * 20 + ["late"] * 500}, tmp_path)
    assert (held["x"]["RL"], held["x"]["ACS"]) == (1, 1)
