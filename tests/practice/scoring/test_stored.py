from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kit.errors import NotFoundError
from kit.practice.scoring import Scoreboard, read, write
from kit.practice.scoring.one_market import NAMINGS, RANKINGS, Scored
from kit.practice.scoring.stored import SHIPPED
from kit.practice.scoring.summary import markdown, summary
from kit.practice.scoring.tables import tables_of
from tests.practice.scoring.test_tables import KEYS, frame, naming

MOST_BYTES = 50_000


def board() -> Scoreboard:
    namings = frame(
        *(
            naming(1, standing, named, 9, entity_kind=kind, market=market)
            for market in ("guilty", "null")
            for kind in ("account", "product", "review", "group")
            for standing, named in (("paid", 3), ("ordinary", 1))
        ),
        naming(1, "paid", 3, 9, archetype="pool", plan="pool-1"),
    )
    rankings = pl.DataFrame(
        [
            {**KEYS, "seed": 1, "metric": metric, "value": 0.25, "draws": [0.2, 0.3]}
            for metric in ("ap", "auc")
        ],
        schema=RANKINGS,
    )
    about: dict[str, object] = {"seeds": [1], "reviews": 8_000, "text": True}
    return Scoreboard(about, tables_of(Scored(namings, rankings)), namings, rankings)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    made = board()
    paths = write(made, tmp_path / "out")
    assert all(path.is_file() for path in paths)
    about, tables = read(tmp_path / "out")
    assert about == made.about
    assert set(tables) == set(made.tables)
    for name in ("innocents", "recall", "false_discovery"):
        assert_frame_equal(tables[name], made.tables[name], check_dtypes=False)
    assert set(pl.read_parquet(tmp_path / "out" / "namings.parquet").columns) == set(NAMINGS)


def test_the_summary_says_who_was_named() -> None:
    text = summary(board().about, board().tables)
    assert "1 seed from 1, 8,000 reviews each, with text" in text
    assert "- 1 of 9 innocent accounts in 1 null market\n" in text
    assert "0.33 (3 of 9)" in text
    assert "0.25 (1 of 4)" in text


def test_a_markdown_table_lines_up() -> None:
    table = pl.DataFrame({"some_name": ["a", None], "n": [1200, 3]})
    assert markdown(table).splitlines() == [
        "| some name |     n |", "|-----------|------:|", "| a         | 1,200 |",
        "| –         |     3 |",
    ]  # fmt: skip


def test_the_shipped_scoreboard_is_whole_and_small() -> None:
    about, tables = read()
    assert about["reviews"]
    assert {"innocents", "recall", "false_discovery", "ranking", "parts", "curves"} <= set(tables)
    assert summary(about, tables)
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < MOST_BYTES


def test_where_there_is_none_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="holds no scoreboard"):
        read(tmp_path)
