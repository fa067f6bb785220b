"""The scoreboard from the command line: on stdout what was found, on stderr how far it is."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.practice import generate
from kit.practice.scoring import grid, read
from tests.cli.running import run


def test_prints_and_saves_the_scoreboard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "board"
    given = ("--seeds", 1, "--reviews", 4_000, "--workers", 1, "--out", out)
    ran = run(capsys, "evaluate", *given)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("# Scoreboard\n")
    assert (out / "summary.md").read_text("utf-8") in ran.out
    assert "Evaluating 2/2: null market, seed 1000" in ran.err
    about, tables = read(out)
    assert about["seeds"] == [1000]
    assert set(tables) >= {"innocents", "recall", "false_discovery", "ranking", "parts"}


def test_scores_a_labelled_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    market = generate(3, 5_000, text=False)
    paid = market.truth.filter(pl.col("guilty") & (pl.col("role") == "deed"))["entity_id"]
    file = tmp_path / "labelled.csv"
    market.reviews.with_columns(spam=pl.col("review_id").is_in(paid.to_list())).write_csv(file)
    ran = run(capsys, "evaluate", "--case", file, "--label", "spam", "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("| entity kind |")
    measures = pl.read_csv(tmp_path / "out" / "labelled.csv")
    assert measures["labelled"].max() == paid.len()
    ran = run(capsys, "evaluate", "--case", file, "--out", tmp_path / "out")
    assert ran.code == 1
    assert "has no column label" in ran.err


def test_measures_a_case_like_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "case"
    kit.open_case(generate(7, 5_000, text=False).reviews, folder=folder).close()
    given = ("--seeds", 1, "--workers", 1, "--out", tmp_path / "out")
    ran = run(capsys, "evaluate", "--like", folder, *given)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Market in which no one was paid: 1 of 5,000 reviews")
    assert "Innocents named there at fdr 0.05" in ran.out
    assert (tmp_path / "out" / "suspects.parquet").is_file()


def test_makes_the_grid_that_the_kit_ships(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid, "SIZES", (4_000,))
    monkeypatch.setattr(grid, "PER_PRODUCT", (40,))
    given = ("--seeds", 1, "--first-seed", 2_000, "--workers", 1, "--out", tmp_path)
    ran = run(capsys, "evaluate", "--grid", *given)
    assert ran.code == 0, ran.err
    assert [Path(line).name for line in ran.out.split()] == [
        "calibration_innocents.csv",
        "calibration_paid.csv",
    ]
    assert "Making markets 4/4" in ran.err


def test_one_thing_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evaluate", "--like", tmp_path, "--case", tmp_path)
    assert ran.code == 2
    assert "not several" in ran.err


def test_scores_the_gig_market(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "market"
    given = ("--seeds", 1, "--reviews", 4_000, "--workers", 1, "--out", out)
    ran = run(capsys, "evaluate", "--market", *given)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("# The gig market\n")
    assert "Selling reviews 2/3: gig market with null, seed 1000" in ran.err
    assert pl.read_csv(out / "links.csv")["market"].to_list() == ["owners", "null"]
    ran = run(capsys, "evaluate", "--held-out")
    assert ran.code == 2
    assert "goes with --market" in ran.err
