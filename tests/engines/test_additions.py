"""A day beside the evidence: read as one with it, and put into it once it is no small part."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import kit
from kit import case_folder, journal
from kit.engines import additions


def reviews(first: int, number: int) -> pl.DataFrame:
    count = pl.int_range(first, first + number, eager=True)
    return pl.DataFrame(
        {
            "review_id": "r" + count.cast(str),
            "account_id": "a" + (count % 17).cast(str),
            "product_id": "p" + (count % 5).cast(str),
            "stars": count % 5 + 1,
            "posted_at": "2024-01-01",
        }
    )


def count(case: kit.Case) -> int:
    return int(case.sql("select count(*) as n from reviews")["n"][0])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    kit.open_case(reviews(0, 100), folder=tmp_path / "case").close()
    return tmp_path / "case"


def inode(place: Path) -> int:
    return (place / "evidence.duckdb").stat().st_ino


def test_a_small_file_is_added_beside_the_evidence(place: Path) -> None:
    before = inode(place)
    case = kit.open_case(reviews(100, 4), folder=place)
    assert (inode(place), count(case)) == (before, 104)
    assert case.imports["loaded"].to_list() == [100, 4]
    again = kit.open_case(reviews(103, 2), folder=place)
    assert again.imports["duplicates"].to_list() == [0, 0, 1]
    assert (inode(place), count(again), count(case)) == (before, 105, 104)
    assert len(case_folder.read_toml(place)["imports"]) == journal.verify(place) == 3


def test_nothing_tells_an_addition_from_a_whole_import(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = reviews(104, 3).with_columns(stars=pl.Series([9, 1, 2]))
    added = kit.open_case([reviews(98, 6), bad], folder=place)
    monkeypatch.setattr(additions, "SHARE", 0.0)
    kit.open_case(reviews(0, 100), folder=tmp_path / "other").close()
    whole = kit.open_case([reviews(98, 6), bad], folder=tmp_path / "other")
    assert (place / "days.duckdb").is_file()
    assert not (tmp_path / "other" / "days.duckdb").exists()
    assert added.evidence_hash == whole.evidence_hash
    assert_frame_equal(added.imports, whole.imports)
    assert_frame_equal(added.rejects, whole.rejects)
    ordered = "select * from reviews order by review_id"
    assert_frame_equal(added.sql(ordered), whole.sql(ordered))


def test_what_outgrows_its_share_is_written_whole(place: Path) -> None:
    kit.open_case(reviews(100, 6), folder=place).close()
    before = inode(place)
    case = kit.open_case(reviews(106, 6), folder=place)
    assert inode(place) != before
    assert not (place / "days.duckdb").exists()
    assert (count(case), case.imports["loaded"].to_list()) == (112, [100, 6, 6])


def test_an_addition_to_other_evidence_is_not_read(place: Path, tmp_path: Path) -> None:
    kit.open_case(reviews(100, 6), folder=place).close()
    old = shutil.copy(place / "days.duckdb", tmp_path)
    kit.open_case(reviews(106, 6), folder=place).close()
    shutil.copy(old, place)  # As a kill between the two renames would leave it.
    case = kit.open_case(folder=place)
    assert (count(case), case.imports.height) == (112, 3)
    later = kit.open_case(reviews(112, 3), folder=place)
    assert (count(later), later.imports.height) == (115, 4)


def test_an_open_case_goes_on_reading_what_it_opened(place: Path) -> None:
    kit.open_case(reviews(100, 6), folder=place).close()
    opened = kit.open_case(folder=place)
    kit.open_case(reviews(106, 6), folder=place).close()
    assert count(opened) == 106
    assert opened.imports.height == 2


def test_one_row_is_found_whichever_file_holds_it(place: Path) -> None:
    case = kit.open_case(reviews(100, 4), folder=place)
    found = case.sql("select review_id from reviews where product_id = $p", {"p": "p1"})
    assert {"r96", "r101"} <= set(found["review_id"])
