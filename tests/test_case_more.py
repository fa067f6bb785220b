"""Adding files to a case: no file twice, no row twice, and open readers go on."""

from pathlib import Path

import polars as pl
import pytest

from kit import journal
from kit.case import open_case
from kit.errors import CaseError

HEADER = "review_id,account_id,product_id,stars,posted_at,text\n"


def csv(path: Path, *rows: str) -> Path:
    path.write_text(HEADER + "".join(row + "\n" for row in rows))
    return path


def test_the_same_bytes_again_change_nothing_and_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = csv(tmp_path / "a.csv", "R1,a,p,5,2020-01-01,x")
    again = csv(tmp_path / "b.csv", "R1,a,p,5,2020-01-01,x")
    case = open_case(first, folder=tmp_path / "case")
    before = (case.folder / "evidence.duckdb").stat()
    more = open_case(again, folder=tmp_path / "case")
    assert "b.csv is in this case already, as a.csv" in capsys.readouterr().out
    assert more.imports.height == 1
    after = (case.folder / "evidence.duckdb").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert len(journal.read(case.folder)) == 1
    with pytest.raises(CaseError, match="another mapping"):
        open_case(again, folder=tmp_path / "case", mapping={"text": None})


def test_another_file_adds_to_the_case_and_old_readers_go_on(tmp_path: Path) -> None:
    old = open_case(csv(tmp_path / "a.csv", "R1,a,p,5,2020-01-01,x"), folder=tmp_path / "case")
    new = open_case(csv(tmp_path / "b.csv", "R2,b,o,4,2020-01-02,y"), folder=tmp_path / "case")
    assert old.sql("select review_id from reviews").rows() == [("R1",)]
    assert new.sql("select review_id from reviews").rows() == [("R2",), ("R1",)]
    assert new.imports["file"].to_list() == ["a.csv", "b.csv"]
    assert journal.verify(new.folder) == 2


def test_a_row_of_another_file_is_a_duplicate_or_a_clash(tmp_path: Path) -> None:
    first = csv(tmp_path / "a.csv", "R1,a,p,5,2020-01-01,x", "R2,b,p,5,2020-01-01,x")
    second = csv(
        tmp_path / "b.csv", "R1,a,p,5,2020-01-01,x", "R2,b,p,1,2020-01-01,y", "R3,c,p,2,,z"
    )
    case = open_case([first, second], folder=tmp_path / "case")
    counts = case.imports.select("rows_in", "loaded", "duplicates", "rejects").rows()
    assert counts == [(2, 2, 0, 0), (3, 1, 1, 1)]
    (reject,) = case.rejects.rows(named=True)
    assert (reject["file"], reject["line"], reject["raw"]) == (
        "b.csv",
        3,
        "R2,b,p,1,2020-01-01,y",
    )
    assert reject["reason"] == 'review_id "R2" is in the case already, with other content'


def test_rows_without_an_id_are_numbered_on_across_files(tmp_path: Path) -> None:
    def frame(*texts: str) -> pl.DataFrame:
        row = {"account_id": "a", "product_id": "p", "stars": 5, "posted_at": "2020-01-01"}
        return pl.DataFrame([{**row, "text": text} for text in texts])

    first = open_case(frame("y", "x", "x"), folder=tmp_path / "case")
    ids = dict(first.sql("select text, review_id from reviews").iter_rows())
    assert ids["y"] == ids["x"] + "-2"
    case = open_case(frame("x", "w", "y"), folder=tmp_path / "case")
    counts = case.imports.select("rows_in", "loaded", "duplicates", "rejects").rows()
    assert counts == [(3, 2, 1, 0), (3, 1, 2, 0)]
    again = dict(case.sql("select text, review_id from reviews").iter_rows())
    assert again == {**ids, "w": ids["x"] + "-3"}
    assert case.imports["file"].to_list() == ["frame", "frame (2)"]


def test_one_bad_file_of_two_leaves_the_old_case(tmp_path: Path) -> None:
    good = csv(tmp_path / "a.csv", "R1,a,p,5,2020-01-01,x")
    case = open_case(good, folder=tmp_path / "case")
    better = csv(tmp_path / "b.csv", "R2,b,p,5,2020-01-01,x")
    (tmp_path / "c.csv").write_text(HEADER)
    with pytest.raises(Exception, match=r"c.csv holds no reviews"):
        open_case([better, tmp_path / "c.csv"], folder=tmp_path / "case")
    assert open_case(folder=tmp_path / "case").imports.equals(case.imports)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.csv", "b.csv", "c.csv", "case"]


def test_files_of_one_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    paths = []
    for number in (1, 2):
        folder = tmp_path / f"capture {number}"
        folder.mkdir()
        paths.append(csv(folder / "reviews.csv", f"R{number},a,p,5,2020-01-01,x"))
    case = open_case(paths, folder=tmp_path / "case")
    assert case.imports["file"].to_list() == ["reviews.csv", "capture 2/reviews.csv"]
