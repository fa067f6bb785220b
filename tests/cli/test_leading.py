"""The strongest suspects are a line each, whatever their names hold."""

from __future__ import annotations

import unicodedata

import polars as pl

from kit.cli.leading import leading
from tests.hostile import HOSTILE


def named(names: list[str]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "entity_id": names,
            "families": [["ring", "timing"]] * len(names),
            "why": [f"{name} 12 reviews in 7 days, 2.1 expected. More." for name in names],
        },
        schema={"entity_id": pl.String, "families": pl.List(pl.String), "why": pl.String},
    )


def test_says_how_many_and_at_which_rate() -> None:
    lines = leading(named([f"A{number}" for number in range(12)]), "accounts", 0.05)
    assert lines[0].startswith("The 10 strongest of 12 accounts")
    assert "5%" in lines[0]
    assert len(lines) == 11
    assert " ".join(lines[1].split()) == "1 A0 ring+timing A0 12 reviews in 7 days, 2.1 expected"


def test_says_that_nobody_stands_out() -> None:
    assert leading(named([]), "accounts", 0.01) == [
        "No accounts stand out beyond what chance explains (at most 1% of them by chance)."
    ]


def test_hostile_names_stay_on_their_line() -> None:
    for text in HOSTILE.values():
        lines = leading(named([text]), "accounts", 0.05)
        assert len(lines) == 2
        assert len(lines[1]) <= 300
        assert not [c for c in lines[1] if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}]
