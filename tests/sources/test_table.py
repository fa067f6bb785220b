"""Any other table is read by a proposed mapping, which is printed."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from kit.case import open_case
from kit.sources import propose_mapping
from tests.sources.imported import rows, source_of

ODD = (
    "Kunden-Nr;Artikel;Sterne;Datum;Kommentar;Lagerplatz\n"
    "k1;a1;5;31.12.2019;sehr gut;7\nk2;a1;1;01.02.2020;schlecht;7\n"
)


def test_odd_names_are_placed_and_the_rest_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = rows(tmp_path, "odd.csv", ODD, "account_id, product_id, stars, posted_at, text")
    assert found == [
        ("k1", "a1", 5.0, datetime(2019, 12, 31), "sehr gut"),
        ("k2", "a1", 1.0, datetime(2020, 2, 1), "schlecht"),
    ]
    said = capsys.readouterr().out
    assert "stars      <- Sterne" in said
    assert "not placed: Lagerplatz" in said
    assert source_of(tmp_path) == "table"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["3/4/2020", "3/25/2020"], (2020, 3, 4)),
        (["3/4/2020", "25/4/2020"], (2020, 4, 3)),
        (["Mar 4, 2020", "April 25, 2020"], (2020, 3, 4)),
        (["1583280000", "1585094400"], (2020, 3, 4)),
        (["1583280000000", "1585094400000"], (2020, 3, 4)),
        (["2020-03-04", "2020-04-25T10:00:00Z"], (2020, 3, 4)),
    ],
)
def test_dates_are_read_as_the_whole_column_says(
    tmp_path: Path, written: list[str], read: tuple[int, int, int]
) -> None:
    lines = "".join(f'u{i},p,{i + 3},"{day}"\n' for i, day in enumerate(written))
    found = rows(tmp_path, "a.csv", "user,item,rating,day\n" + lines, "posted_at")
    assert (datetime(*read),) in found
    assert all(moment is not None for (moment,) in found)
    assert len(found) == 2


def test_content_must_agree_with_a_name(tmp_path: Path) -> None:
    lines = "".join(f"u{i},p{i},{i % 5 + 1},{i * 100}\n" for i in range(10))
    path = tmp_path / "a.csv"
    path.write_text("user,item,mark,score\n" + lines)
    proposal = propose_mapping(path)
    assert proposal.mapping == {"account_id": "user", "product_id": "item", "stars": "mark"}
    assert proposal.unplaced == ("score",)
    assert "posted_at" in proposal.missing


def test_a_proposal_shows_hostile_names_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("user,rating,\x1b[31mred\u202e\nu\x1b]0;x\x07,5,x\n")
    shown = repr(propose_mapping(path))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "<U+001B>[31mred<U+202E>" in shown


def test_names_that_would_end_a_query_are_only_names(tmp_path: Path) -> None:
    evil = 'stars"; drop table reviews; --'
    frame = pl.DataFrame({"user": ["u"], evil: [5], "it's": ["p"], "$latest": ["x"]})
    mapping = {"stars": evil, "product_id": "it's", "text": "$latest"}
    for number, file in enumerate((frame, tmp_path / "a.csv", tmp_path / "a.jsonl")):
        frame.write_csv(tmp_path / "a.csv")
        frame.write_ndjson(tmp_path / "a.jsonl")
        case = open_case(file, folder=tmp_path / f"case {number}", mapping=mapping)
        found = case.sql("select account_id, product_id, stars, text from reviews").rows()
        assert found == [("u", "p", 5.0, "x")]


def test_no_product_column_means_the_file_is_the_product(tmp_path: Path) -> None:
    found = rows(tmp_path, "blue kettle.csv", "user,rating\nu1,5\nu2,4\n", "distinct product_id")
    assert found == [("blue kettle",)]


def test_nested_json_is_read_along_its_dots(tmp_path: Path) -> None:
    line = '{"author": {"id": "u1"}, "item.id": "p1", "review": {"rating": 5, "body": "x"}}\n'
    found = rows(tmp_path, "a.jsonl", line * 2, "account_id, product_id, stars, text")
    assert found == [("u1", "p1", 5.0, "x")]
