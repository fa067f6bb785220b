"""A day from the command line: a summary on the screen, a page in the case, and exit codes."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from tests.cli.running import run
from tests.hostile import HOSTILE
from tests.trust.daily.conftest import after_two, begun, files, watched

__all__ = ["after_two", "begun", "files", "watched"]


def test_a_day_is_told_and_its_page_written(
    after_two: Path, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "daily", after_two, files[2], "--audit", 3)
    assert ran.code == 0, ran.err
    assert ran.out.startswith(f"{files[2].stem} (run 3): ")
    assert "still waiting" in ran.out
    assert "Audit slice: 3 of" in ran.out
    page = after_two / "daily" / "0003.html"
    assert ran.out.splitlines()[-1] == str(page)
    shown = page.read_text("utf-8")
    assert "<script" not in shown
    assert "Audit slice: 3 of" in shown
    again = run(capsys, "daily", after_two, files[2])
    assert again.code == 0
    assert "It was run before, and nothing was changed." in again.out
    assert page.read_text("utf-8") == shown


def test_no_case_is_an_input_problem(
    tmp_path: Path, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "daily", tmp_path / "none", files[0])
    assert (ran.code, ran.out) == (1, "")
    assert "there is no such folder" in ran.err


def test_hostile_names_are_text_on_the_page(
    after_two: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    number = len(HOSTILE)
    rows = kit.open_case(folder=after_two).sql("select * from reviews order by review_id limit 40")
    names = [*HOSTILE.values()] * (40 // number + 1)
    day = rows.with_columns(
        account_id=pl.Series(names[:40]), review_id=pl.Series([f"h{n}" for n in range(40)])
    )
    day.write_parquet(tmp_path / "today.parquet")
    ran = run(capsys, "daily", after_two, tmp_path / "today.parquet", "--audit", 1000)
    assert ran.code == 0, ran.err
    shown = (after_two / "daily" / "0003.html").read_text("utf-8")
    assert "<script" not in shown
    assert "\u202e" not in shown + ran.out
