from __future__ import annotations

from typing import Any

import pytest

from kit.detector import SECTIONS, Detector, Param
from kit.errors import ParameterError

ABOUT = """Something unusual happens.

Signal
    First line
    and second.
Null
    Chance.
Innocent explanation
    A sale.
Source
    Ours.
"""
PLAIN: dict[str, Any] = {
    "name": "mine",
    "family": "timing",
    "flags": ("product",),
    "about": ABOUT,
    "reads": {"reviews": ("stars",)},
    "sql": "select 1",
    "why": "",
    "params": {"days": Param(7, low=1, high=30, unit="days"), "share": Param(0.5, low=0, high=1)},
}


def test_sections_read_as_paragraphs() -> None:
    mine = Detector(**PLAIN)
    assert mine.title == "Something unusual happens."
    assert [mine.section(name) for name in SECTIONS] == [
        "First line and second.", "Chance.", "A sale.", "Ours.",
    ]  # fmt: skip
    assert mine.section("Weather") == ""


def test_bind_fills_in_defaults_and_types() -> None:
    bound = Detector(**PLAIN).bind({"days": 14.0})
    assert bound == {"days": 14, "share": 0.5}
    assert isinstance(bound["days"], int)


def test_a_reader_sees_the_query_and_its_values() -> None:
    lines = Detector(**PLAIN).explain({"days": 14}).splitlines()
    assert lines[0] == "-- Something unusual happens."
    assert "-- $days = 14 days" in lines
    assert lines[-1] == "select 1"


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"days": 31}, "days = 31 is out of range.\nHint: Choose days from 1 to 30 days."),
        ({"share": -1}, "share = -1 is out of range.\nHint: Choose share from 0 to 1."),
        ({"days": 2.5}, "days must be a whole number, not 2.5."),
        ({"days": "7"}, "days must be a number, not '7'."),
        ({"days": True}, "days must be a number, not True."),
        ({"share": float("nan")}, "share = nan is out of range.\nHint: Choose share from 0 to 1."),
        ({"weeks": 1}, "mine has no parameter weeks.\nAvailable: days, share"),
    ],
)
def test_bind_says_what_is_wrong(params: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError) as raised:
        Detector(**PLAIN).bind(params)
    assert str(raised.value) == message


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_whole_number_is_finite(value: float) -> None:
    with pytest.raises(ParameterError, match="days"):
        Detector(**PLAIN).bind({"days": value})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "Mine!"}, "A detector's name is a lower-case identifier, not 'Mine!'."),
        ({"family": "magic"}, "mine: unknown family 'magic'.\nAvailable: timing"),
        ({"flags": ("shop",)}, "mine: unknown flags ['shop'].\nAvailable: review"),
        ({"flags": ()}, "mine: unknown flags []."),
    ],
)
def test_a_detector_says_what_is_wrong_with_it(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError) as raised:
        Detector(**{**PLAIN, **change})
    assert str(raised.value).startswith(message)


def test_a_default_lies_in_its_range() -> None:
    with pytest.raises(ParameterError, match="The default 9 lies outside 1 to 5"):
        Param(9, low=1, high=5)
