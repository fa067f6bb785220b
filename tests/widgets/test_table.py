from __future__ import annotations

import json
from datetime import date, datetime

import polars as pl
import pytest

from kit.widgets.table import LONG, MOST_ROWS, Column, Table
from tests.hostile import HOSTILE

COLUMNS = (
    Column("name", "Name"),
    Column("count", "Count"),
    Column("day", "Day"),
    Column("share", "Share", digits=2),
    Column("absent", "Absent"),
)


def table(rows: int = 3, key: str | None = "name") -> Table:
    made = Table(COLUMNS, key=key, title="Things", empty="Add a thing.")
    made.show(
        pl.DataFrame(
            {
                "name": [f"n{i}" for i in range(rows)],
                "count": [1000 * (i * 7 % 5) for i in range(rows)],
                "day": [date(2024, 1, 1 + i % 28) for i in range(rows)],
                "share": [i / 8 for i in range(rows)],
            }
        )
    )
    return made


def test_shows_thousands_iso_days_and_fixed_decimals() -> None:
    shown = table().shown
    assert [column["label"] for column in shown["columns"]] == ["Name", "Count", "Day", "Share"]
    assert [column["kind"] for column in shown["columns"]] == ["text", "number", "date", "number"]
    assert shown["records"][1] == {"key": "1", "cells": ["n1", "2,000", "2024-01-02", "0.12"]}
    assert shown["says"] == "3 of 3 shown"


def test_sends_a_part_and_sorts_the_whole() -> None:
    made = table(1_000)
    assert len(made.shown["records"]) == MOST_ROWS
    assert made.shown["says"] == "200 of 1,000 shown"
    made.order = ["share", "descending"]
    assert made.shown["records"][0]["cells"][0] == "n999"
    assert (made.shown["sort"], made.shown["direction"]) == ("share", "descending")


def test_a_click_chooses_and_a_second_click_lets_go() -> None:
    made = table()
    made.selected = "2"
    assert made.chosen == "n2"
    made.selected = ""
    assert made.chosen is None


def test_a_choice_survives_other_rows_and_sorting() -> None:
    made = table()
    made.chosen = "n1"
    made.show(made.frame.drop("_row").filter(pl.col("name") != "n0"))
    assert (made.chosen, made.selected) == ("n1", "0")
    made.show(made.frame.drop("_row").filter(pl.col("name") == "n2"))
    assert (made.chosen, made.selected) == ("n1", "")


def test_an_empty_frame_says_what_to_do() -> None:
    made = table(0)
    assert made.shown["records"] == []
    assert made.shown["empty"] == "Add a thing."
    assert made.text() == "Things\nAdd a thing."


def test_text_form_is_the_table() -> None:
    assert table().text().splitlines()[2].split() == ["Name", "Count", "Day", "Share"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_cut_and_its_steering_shown(name: str) -> None:
    made = Table([Column("text", "Text", long=True)], key="text", title="T", empty="")
    made.show(pl.DataFrame({"text": [HOSTILE[name]], "at": [datetime(2024, 1, 1)]}))
    (cell,) = made.shown["records"][0]["cells"]
    assert len(cell) <= LONG
    assert cell.isprintable()
    assert len(json.dumps(made.get_state())) < 40_000
