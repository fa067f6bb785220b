"""Colours that follow Lab, and those that stay when a figure leaves it."""

from __future__ import annotations

import re

import pytest

from kit.charts import theme


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted([luminance(one), luminance(two)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["#ffffff", "#111111"])
@pytest.mark.parametrize("colour", [theme.OBSERVED, theme.UNUSUAL, theme.EXPECTED, theme.CENTRE])
def test_marks_stand_out_on_both_themes(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 3


@pytest.mark.parametrize("colour", [theme.TEXT, theme.SOFT_TEXT])
def test_text_is_legible_on_paper(colour: str) -> None:
    assert contrast(str(theme.concrete(colour)), "#ffffff") >= 4.5


def test_concrete_swaps_every_variable_of_the_config() -> None:
    swapped = str(theme.concrete(theme.config()))
    assert "var(" in str(theme.config())
    assert "var(" not in swapped
    assert re.search(r"#[0-9a-f]{6}", swapped)


def test_concrete_leaves_data_and_texts_alone() -> None:
    name = "var(--x, #123456)"
    spec = {"datasets": {"rows": [{"account": name}]}, "description": name, "color": name}
    assert theme.concrete(spec) == {**spec, "color": "#123456"}
