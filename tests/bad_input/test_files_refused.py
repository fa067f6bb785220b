"""Files that hold no reviews are refused with what is wrong, and leave nothing behind."""

import gzip
import zlib
from pathlib import Path

import pytest
import zstandard

from kit.case import open_case
from kit.errors import CaseError, KitError, SourceError
from tests.bad_input.files import GOOD, HEADER, opened

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


def nothing_left(folder: Path, *names: str) -> bool:
    """Return whether the folder holds the given names and nothing else, hidden or not."""
    return sorted(entry.name for entry in folder.iterdir()) == sorted(names)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "only blank lines"),
        (PNG, "a PNG picture"),
        (gzip.compress(PNG), "a PNG picture"),
        (b"PK\x03\x04" + bytes(100), "a zip archive or a spreadsheet"),
        (bytes(range(256)) * 20, "no text"),
        (HEADER.encode(), "only its column names"),
        (b"name,price\nspoon,3\n", "no column for stars and none for text"),
        (b"PAR1" + b"x" * 50, "begins like Parquet but cannot be read"),
        (b"[1, 2, 3]", "no object can be read"),
    ],
)
def test_refuses(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        opened(tmp_path, content)
    assert nothing_left(tmp_path, "reviews.csv")


def test_names_columns_that_were_found(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"Available: name, price\nHint: .*mapping="):
        opened(tmp_path, "name,price\nspoon,3\n")


@pytest.mark.parametrize("packed", [gzip.compress, zstandard.compress])
def test_refuses_a_cut_archive_with_how_much_was_there(tmp_path: Path, packed) -> None:
    whole = packed((HEADER + GOOD * 50_000).encode())
    with pytest.raises(SourceError, match=r"ends early: .* cut off after [\d,]+ bytes"):
        opened(tmp_path, whole[:-20], "reviews.csv.gz")
    assert nothing_left(tmp_path, "reviews.csv.gz")


def test_refuses_a_damaged_archive(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress((HEADER + GOOD * 9).encode()))
    packed[-6] ^= 255  # In the checksum.
    with pytest.raises(SourceError, match="is damaged"):
        opened(tmp_path, bytes(packed))
    assert zlib.decompress(packed[10:-8], wbits=-15).startswith(b"review_id")


def test_no_such_file_names_those_like_it(tmp_path: Path) -> None:
    (tmp_path / "reviews_2020.csv").write_text(HEADER + GOOD)
    with pytest.raises(SourceError, match=r"no file .*\nAvailable: reviews_2020.csv\nHint:"):
        open_case(tmp_path / "reviews_2021.csv", folder=tmp_path / "case")


def test_a_glob_that_finds_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No file matches"):
        open_case(str(tmp_path / "*.csv"), folder=tmp_path / "case")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(SourceError, match="is a folder"):
        open_case(tmp_path / "data", folder=tmp_path / "case")


@pytest.mark.parametrize("files", [None, "reviews.csv"])
def test_a_folder_that_is_no_case(tmp_path: Path, files: str | None) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("mine")
    (tmp_path / "reviews.csv").write_text(HEADER + GOOD)
    with pytest.raises(CaseError, match=r"no case|not a case") as raised:
        open_case(files and tmp_path / files, folder=tmp_path / "other")
    assert "thesis.txt" in str(raised.value)
    assert (tmp_path / "other" / "thesis.txt").read_text() == "mine"


def test_no_case_and_no_files(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is no such folder"):
        open_case(folder=tmp_path / "nowhere")


@pytest.mark.parametrize("files", [[], 7, [3.5]])
def test_what_is_no_file_at_all(tmp_path: Path, files: object) -> None:
    with pytest.raises(KitError, match=r"empty|nothing that reviews"):
        open_case(files, folder=tmp_path / "case")


def test_prose_is_no_reviews(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("# Notes\n\nSome words about the market.\n\nAnd some more of them.\n")
    with pytest.raises(SourceError, match=r"does not look like reviews|no column for stars"):
        open_case(file, folder=tmp_path / "case")
    assert not (tmp_path / "case").exists()
