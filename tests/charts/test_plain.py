"""Frames as plain text."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from unicodedata import category

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.charts import plain


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "–"),
        (True, "yes"),
        (False, "no"),
        (1204, "1,204"),
        (6.2, "6.2"),
        (0.0, "0"),
        (12345.6, "12,346"),
        (0.00001234, "1.2e-05"),
        (float("nan"), "–"),
        (float("-inf"), "–"),
        (date(2022, 3, 7), "2022-03-07"),
        (datetime(2022, 3, 7), "2022-03-07"),
        (datetime(2022, 3, 7, 13, 49), "2022-03-07 13:49"),
        (["timing", "ring"], "timing, ring"),
        ("x" * 1_000_000, "x" * 27 + "…"),
        ("a\x1b[31m", "a<U+001B>[31m"),
    ],
)
def test_cell(value: Any, said: str) -> None:
    assert plain.cell(value) == said


def test_table_aligns_numbers_to_the_right_and_wide_letters() -> None:
    frame = pl.DataFrame({"account_id": ["A1", "漢字"], "reviews": [7, 1204]})
    assert plain.table(frame) == (
        "account id  reviews\n───────────────────\nA1                7\n漢字          1,204"
    )


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_no_text_breaks_a_line_or_steers_a_terminal(names: list[str]) -> None:
    lines = plain.table(pl.DataFrame({"name": names, "n": [1] * len(names)})).split("\n")
    assert len(lines) == 2 + len(names)
    # A space of another width is no danger: it is drawn as one.
    assert all(char.isprintable() or category(char) == "Zs" for char in "".join(lines))
