"""From a file to findings, suspects and a report; and what is said when that cannot be."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kit.cli.investigate import mapped
from kit.practice import write_parquet
from tests.cli.running import run

WRITTEN = ["findings.parquet", "report.html", "suspects.csv"]


@pytest.fixture
def market(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_parquet(tmp_path / "market.parquet", 1, 3_000, text=False)
    return tmp_path / "market.parquet"


def test_writes_three_files(market: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "investigate", market, "--folder", "case", "--out", "done", "--fdr", 0.1)
    assert ran.code == 0, ran.err
    assert sorted(path.name for path in Path("done").iterdir()) == WRITTEN
    assert "3,000 rows in = 3,000 loaded + 0 duplicates + 0 rejects" in ran.err
    assert "Screening" in ran.err
    assert "accounts look paid" in ran.out.splitlines()[0]
    assert ran.out.splitlines()[-3:] == [
        f"done/{name}" for name in ("findings.parquet", "suspects.csv", "report.html")
    ]
    assert set(pl.read_parquet("done/findings.parquet")["detector"]) <= set(
        pl.read_parquet("case/screening/findings.parquet")["detector"]
    )


def test_places_follow_from_the_files_name(
    market: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "investigate", market).code == 0
    assert Path("cases/market/evidence.duckdb").is_file()
    assert sorted(path.name for path in Path("out/market").iterdir()) == WRITTEN
    again = run(capsys, "investigate", "--folder", "cases/market", "--out", "again")
    assert again.code == 0, again.err
    assert "Screening" not in again.err
    assert Path("again/suspects.csv").read_bytes() == Path("out/market/suspects.csv").read_bytes()


def test_another_file_of_that_name_is_not_mixed_in(
    market: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "investigate", market).code == 0
    write_parquet(market, 2, 3_000, text=False)
    ran = run(capsys, "investigate", market)
    assert ran.code == 1
    assert "already holds other files: market.parquet" in ran.err
    assert "--folder" in ran.err


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["investigate"], 2, "give files to import"),
        (["investigate", "absent.csv"], 1, "There is no file absent.csv"),
        (["investigate", "--folder", "absent"], 1, "absent"),
        (["investigate", "x.csv", "--fdr", "2"], 2, "--fdr"),
        (["investigate", "x.csv", "--map", "stars"], 2, "OUR=THEIRS"),
    ],
)
def test_says_what_is_wrong(
    args: list[str],
    code: int,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(capsys, *args)
    assert ran.code == code
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_mapping_places_odd_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("odd.csv").write_text("Wer,Was,Wie\nann,p1,5\nben,p1,4\n")
    given = ["--map", "stars=Wie", "--map", "account_id=Wer", "--map", "product_id=Was"]
    ran = run(capsys, "investigate", "odd.csv", *given)
    assert ran.code == 0, ran.err
    assert "2 rows in = 2 loaded" in ran.err


@pytest.mark.parametrize(
    ("expected", "says"),
    [
        ("amazon_2018", "market.parquet is not amazon_2018: its content is that of kit."),
        ("astrology", "There is no format 'astrology'.\nAvailable: amazon_2014"),
    ],
)
def test_a_file_of_another_format_is_refused(
    expected: str, says: str, market: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "investigate", market, "--format", expected)
    assert ran.code == 1
    assert says in ran.err
    assert not Path("cases").exists()


def test_nothing_after_the_sign_leaves_a_column_out() -> None:
    assert mapped(["text=", "stars=Rating=x"]) == {"text": None, "stars": "Rating=x"}
    assert mapped([]) is None
