"""A card is TOML that says the same when it is read again, whatever its texts hold."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.trust.learning.card import as_toml
from tests.hostile import HOSTILE

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f"), max_size=9)
PLAIN = (
    NAMES
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False)
    | st.dates(dt.date(1000, 1, 1))
)
CARDS = st.recursive(
    st.dictionaries(NAMES, PLAIN | st.lists(PLAIN, max_size=3), max_size=4),
    lambda inner: st.dictionaries(NAMES, PLAIN | inner, max_size=3),
    max_leaves=8,
)


@given(CARDS)
def test_what_is_written_is_read_again(card: dict[str, Any]) -> None:
    assert tomllib.loads(as_toml(card)) == card


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_one_text(text: str) -> None:
    read = tomllib.loads(as_toml({"limits": [text], "about": {"name": text}}))
    assert set(read) == {"limits", "about"}
    assert len(read["limits"]) == 1
    assert set(read["about"]) == {"name"}


def test_none_is_left_out_and_what_is_no_number_is_kept() -> None:
    read = tomllib.loads(as_toml({"low": None, "ap": float("nan"), "high": float("-inf")}))
    assert set(read) == {"ap", "high"}
    assert math.isnan(read["ap"])
    assert read["high"] == float("-inf")


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    assert tomllib.loads(as_toml({"name": "a\ud800b\x7f"})) == {"name": "a?b?"}
