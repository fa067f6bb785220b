"""Assumptions are read whole or refused, with what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import KitError
from kit.exhibit.assumptions import FIELDS, read_assumptions, shipped


def test_those_that_ship_name_their_sources() -> None:
    held = shipped()
    assert not held.given
    assert set(FIELDS) <= held.values.keys()
    assert all(held.values[section]["source"] for section in FIELDS)
    assert "Source not verified" in held.values["price_per_review"]["source"]


def test_a_changed_file_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(shipped().text.replace("low = 5.0", "low = 2.5"))
    held = read_assumptions(path)
    assert held.given
    assert held.values["price_per_review"]["low"] == 2.5
    assert held.text == path.read_text()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("low = 5.0", "low = 9.0", "price_per_review.low in a.toml is above"),
        ("low = 0.05", 'low = "=1+1"', "revenue_per_star.low in a.toml is no number"),
        ("low = 0.05", "low = -0.05", "is no number of 0 or more"),
        ("low = 0.05", "low = nan", "is no number of 0 or more"),
        ("units_per_product = 0.0", "units_per_product = true", "is no number"),
        ("[sales]", "[sold]", r"has no section \[sales\]"),
        ('currency = "USD"', "currency = 5", "currency in a.toml is no text"),
        ("[sales]", "[sales", "is no TOML"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(shipped().text.replace(old, new, 1))
    with pytest.raises(KitError, match=told):
        read_assumptions(path)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KitError, match="cannot be read as text"):
        read_assumptions(tmp_path / "a.toml")
    with pytest.raises(KitError, match="cannot be read"):
        read_assumptions(tmp_path / "none.toml")
    (tmp_path / "long.toml").write_text("#" * 200_000)
    with pytest.raises(KitError, match="too long"):
        read_assumptions(tmp_path / "long.toml")
