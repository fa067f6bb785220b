"""suspects.csv reads back as it was, and no cell runs."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from kit.exhibit.csv_cells import original
from kit.exhibit.suspects_csv import COLUMNS, write_suspects_csv
from kit.ranking.proof import SUSPECTS
from tests.hostile import HOSTILE


def named(names: list[str]) -> pl.DataFrame:
    rows = [
        {
            "entity_kind": "account",
            "entity_id": name,
            "q_value": 0.01,
            "families": ["ring", "timing"],
            "why": f"{name}: 3 reviews.",
            "innocent": "A family.",
            "members": [{"kind": "account", "id": name}],
            "innocents": 2_000,
            "as_high": 1,
            "as_high_low": 0.0000127,
            "as_high_high": 0.00278,
            "cell": "practice markets",
        }
        for name in names
    ]
    return pl.DataFrame(rows, schema=SUSPECTS)


def read(path: Path) -> list[dict[str, str]]:
    # The csv module refuses cells over 128 kB unless told otherwise.
    before = csv.field_size_limit(10_000_000)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    finally:
        csv.field_size_limit(before)


def test_a_line_for_each_suspect(tmp_path: Path) -> None:
    (row,) = read(write_suspects_csv(named(["A1"]), tmp_path / "s.csv"))
    assert row == {
        "entity_kind": "account",
        "entity_id": "A1",
        "q_value": "0.01",
        "families": "ring, timing",
        "why": "A1: 3 reviews.",
        "innocent": "A family.",
        "members": "account:A1",
        "innocents": "2000",
        "as_high": "1",
        "as_high_low": "1.27e-05",
        "as_high_high": "0.00278",
        "cell": "practice markets",
    }


def test_nobody_leaves_the_header(tmp_path: Path) -> None:
    path = write_suspects_csv(named([]), tmp_path / "s.csv")
    assert path.read_text("utf-8-sig").strip() == ",".join(f'"{name}"' for name in COLUMNS)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_in_their_cell(name: str, tmp_path: Path) -> None:
    (row,) = read(write_suspects_csv(named([HOSTILE[name]]), tmp_path / "s.csv"))
    assert original(row["entity_id"]) == HOSTILE[name]
    assert original(row["why"]) == f"{HOSTILE[name]}: 3 reviews."
    for cell in row.values():
        assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "＝"}
