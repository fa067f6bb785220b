"""From listings and a roster to files of leads, and what is said when that cannot be."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

import kit
from kit import journal
from tests.cli.running import run
from tests.market.people import REUSED, market

FRAMES = ("leads", "clients", "groups", "listings")
GIG = {
    "gig_id": "g1",
    "seller_name": "velvet_otter",
    "title": "I will post 4 five star reviews on Amazon",
    "price_i": "$8",
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    held: kit.Case = market(tmp_path, REUSED)
    held.close()
    return tmp_path / "case"


def test_writes_four_frames_and_a_report(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hill.json").write_text(json.dumps([GIG]))
    (tmp_path / "names.txt").write_text("nobody_here\n")
    out = tmp_path / "out"
    given = ("--case", case, "--roster", tmp_path / "names.txt", "--out", out)
    ran = run(capsys, "market", tmp_path / "hill.json", *given)
    assert ran.code == 0, ran.err
    assert "hill.json: 1 rows in = 1 loaded + 0 duplicates + 0 rejects" in ran.err
    assert ran.out.startswith("The 2 strongest of 2 leads (at most 5% of them by chance):\n")
    assert "velvet_otter (hill) → x1: its name is the same" in ran.out
    for name in FRAMES:
        assert (out / f"{name}.csv").stat().st_size > 0
    assert set(pl.read_parquet(out / "leads.parquet")["account_id"]) == {"x1", "x2"}
    assert 'id="sellers"' in (out / "report.html").read_text("utf-8")
    assert ran.out.splitlines()[-1] == str(out / "report.html")


def test_writes_into_the_case_and_says_so_in_its_journal(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hill.json").write_text(json.dumps([GIG]))
    (tmp_path / "buys.csv").write_text("gig,product,ordered_at,account\ng1,c0,2024-08-01,x3\n")
    given = ("market", tmp_path / "hill.json", "--case", case)
    ran = run(capsys, *given, "--buys", tmp_path / "buys.csv")
    assert ran.code == 0, ran.err
    assert "Accounts known from test buys: 1, of sellers: 1. Leads name 0 of them" in ran.out
    place = case / "market"
    assert set(pl.read_parquet(place / "leads.parquet")["account_id"]) == {"x1", "x2"}
    assert pl.read_parquet(place / "known_accounts.parquet")["account_id"].to_list() == ["x3"]
    assert 'id="test-buys"' in (place / "report.html").read_text("utf-8")

    assert run(capsys, *given).code == 0
    there = {path.name for path in place.iterdir()}
    assert "known_accounts.csv" not in there
    one, other = (entry for entry in journal.read(case) if entry.kind == "market")
    assert journal.verify(case) == other.number
    assert [each["role"] for each in one.data["inputs"]] == ["listings", "test buys"]
    assert one.data["counts"]["known_accounts"] == 1
    assert other.data["written_to"] == "market"
    assert other.data["counts"]["leads"] == 2
    assert set(other.data["versions"]) == {"kit", "polars"}
    assert {each["file"] for each in other.data["files"]} == there
    for each in (*other.data["inputs"], *other.data["files"]):
        path = tmp_path / "hill.json" if "role" in each else place / each["file"]
        assert each["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_test_buys_without_what_was_delivered_are_refused(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hill.json").write_text(json.dumps([GIG]))
    (tmp_path / "buys.csv").write_text("gig,product\ng1,c0\n")
    given = ("market", tmp_path / "hill.json", "--case", case)
    ran = run(capsys, *given, "--buys", tmp_path / "buys.csv")
    assert ran.code == 1
    assert "buys.csv holds no test buy" in ran.err
    assert not (case / "market").exists()


def test_needs_listings_or_a_roster(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "market", "--case", case)
    assert ran.code == 2
    assert "--roster" in ran.err


def test_says_which_file_is_missing(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "market", "no_such.json", "--case", case)
    assert ran.code == 1
    assert "no_such.json" in ran.err


def test_an_empty_roster_and_one_of_everybody_are_refused(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = tmp_path / "names.txt"
    for text, said in (
        ("\n", "names.txt lists no username"),
        ("\n".join(everybody(case)), "that somebody is on it says nothing"),
    ):
        names.write_text(text)
        ran = run(capsys, "market", "--case", case, "--roster", names)
        assert ran.code == 1
        assert said in ran.err
        assert "Traceback" not in ran.err
    assert not (case / "market").exists()


def everybody(folder: Path) -> list[str]:
    held = kit.open_case(folder=folder)
    named: list[str] = held.sql("select distinct account_name from reviews")[
        "account_name"
    ].to_list()
    held.close()
    return named


def test_listings_that_offer_no_reviews_and_have_no_seller_are_an_error(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hill.json").write_text(json.dumps([{**GIG, "seller_name": None}]))
    ran = run(capsys, "market", tmp_path / "hill.json", "--case", case)
    assert ran.code == 1
    assert "There is no seller to look for" in ran.err
