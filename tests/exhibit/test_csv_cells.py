"""No cell is a formula, and the text comes back exactly."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.exhibit.csv_cells import neutral, original
from tests.hostile import HOSTILE

PIECES = st.sampled_from([*"=+-@';|\t\r\n \"a1", "＝", "\u2028"])
TEXTS = st.text() | st.lists(PIECES, max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("Ann", "Ann"),
        ("-5", "'-5"),
        ("'=1", "''=1"),
        ("  =1", "'  =1"),
        ("x;=1+1;y", "x;'=1+1;y"),
        ("a-b", "a-b"),
        ("＝1", "'＝1"),
    ],
)
def test_marks_what_a_spreadsheet_would_run(text: str, cell: str) -> None:
    assert neutral(text) == cell


@given(TEXTS)
def test_comes_back_exactly(text: str) -> None:
    assert original(neutral(text)) == text


@given(TEXTS)
def test_no_part_begins_a_formula(text: str) -> None:
    for part in re.split(r"[;|\t\r\n]", neutral(text)):
        assert part.lstrip(" ")[:1] not in {"=", "+", "-", "@", "＝"}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_hostile_come_back(name: str) -> None:
    assert original(neutral(HOSTILE[name])) == HOSTILE[name]
