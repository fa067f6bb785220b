"""Opening a case: what goes in, what is in it, and that it only reads."""

import hashlib
import tomllib
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from kit import journal
from kit.case import open_case
from kit.errors import CaseError, DetectorError, SourceError

FRAME = pl.DataFrame(
    {
        "account_id": ["a", "b", "a"],
        "product_id": ["q", "p", "p"],
        "stars": [5.0, None, 4.5],
        "posted_at": [datetime(2020, 1, 1, 12), datetime(2020, 1, 3), datetime(2020, 1, 2)],
        "text": ["good", "", None],
    }
)
CSV = "review_id,account_id,product_id,stars,posted_at\nR1,a,p,5,2020-01-01\nR2,b,p,4,2020-01-02\n"


def test_a_frame_comes_back_sorted_and_typed(tmp_path: Path) -> None:
    case = open_case(FRAME, folder=tmp_path / "case")
    rows = case.sql("select product_id, account_id, stars, text, posted_precision from reviews")
    assert rows.rows() == [
        ("p", "a", 4.5, None, "second"),
        ("p", "b", None, "", "second"),
        ("q", "a", 5.0, "good", "second"),
    ]
    assert repr(case) == "Case case: 3 reviews from 1 file (0 duplicates, 0 rejects)"
    assert case.sources == ("kit",)


@pytest.mark.parametrize("kind", ["arrow", "lazy", "path", "glob", "list"])
def test_files_are_named_in_many_ways(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "some reviews.csv"
    path.write_text(CSV)
    files = {
        "arrow": FRAME.to_arrow(),
        "lazy": FRAME.lazy(),
        "path": str(path),
        "glob": str(tmp_path / "*.csv"),
        "list": [path],
    }[kind]
    case = open_case(files, folder=tmp_path / "case")
    assert case.imports["loaded"].sum() == (3 if kind in ("arrow", "lazy") else 2)


def test_the_folder_holds_what_its_plan_says(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text(CSV)
    case = open_case(path, folder=tmp_path / "my case")
    names = sorted(entry.name for entry in case.folder.iterdir())
    assert names == ["case.toml", "derived", "evidence.duckdb", "journal.jsonl", "screening"]
    about = tomllib.loads((case.folder / "case.toml").read_text())
    assert about["name"] == case.name == "my case"
    (line,) = about["imports"]
    assert line["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (line["rows_in"], line["loaded"], line["duplicates"], line["rejects"]) == (2, 2, 0, 0)
    (entry,) = journal.read(case.folder)
    assert entry.kind == "import"
    assert entry.data["sha256"] == line["sha256"]
    assert str(tmp_path) not in "".join(
        (case.folder / name).read_text() for name in ("case.toml", "journal.jsonl")
    )


def test_evidence_has_the_same_identity_wherever_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text(CSV)
    first = open_case(path, folder=tmp_path / "one").evidence_hash
    assert open_case(path, folder=tmp_path / "two").evidence_hash == first
    more = open_case(FRAME, folder=tmp_path / "two").evidence_hash
    assert more != first


def test_a_mapping_decides_and_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("who,thing,mark A,mark B,when\nu1,t1,5,1,2020-01-01\nu2,t1,4,2,2020-01-02\n")
    mapping = {"stars": "mark B", "posted_at": None}
    case = open_case(path, folder=tmp_path / "case", mapping=mapping)
    rows = case.sql("select account_id, product_id, stars, posted_at from reviews order by all")
    assert rows.rows() == [("u1", "t1", 1.0, None), ("u2", "t1", 2.0, None)]
    assert case.imports["mapping"][0] == '{"posted_at": null, "stars": "mark B"}'


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"star": "stars"}, "'star' is not one of our columns"),
        ({"stars": "points"}, "no column 'points'"),
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path: Path, mapping: dict[str, str], said: str) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text(CSV)
    with pytest.raises(SourceError, match=said):
        open_case(path, folder=tmp_path / "case", mapping=mapping)
    assert not (tmp_path / "case").exists()


@pytest.mark.parametrize(
    "query",
    ["drop table reviews", "insert into rejects values ('f', 1, 'r', 'x')", "select 1; select 2"],
)
def test_evidence_cannot_be_changed(tmp_path: Path, query: str) -> None:
    case = open_case(FRAME, folder=tmp_path / "case")
    with pytest.raises(DetectorError):
        case.sql(query)


def test_what_is_no_database_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "evidence.duckdb").write_text("not a database at all" * 100)
    with pytest.raises(CaseError, match="cannot be opened"):
        open_case(folder=tmp_path)
