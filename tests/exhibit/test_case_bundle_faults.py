"""Exports that meet a full disk, half a line, a source that is gone, or hostile names."""

from __future__ import annotations

import csv
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pypdf
import pytest

import kit
from kit import journal
from kit.case import Case
from kit.errors import KitError
from kit.exhibit.case_bundle import write_case_bundle
from kit.exhibit.reproducing import reproduce
from kit.exhibit.verifying import verify
from tests.exhibit.bundled import small_file
from tests.exhibit.conftest import Bundled
from tests.exhibit.test_case_bundle import files
from tests.hostile import HOSTILE

NAMES = [
    "../../x", "/etc/hostname", "..\\..\\x", "CON", "-rf", "'; drop table reviews; --",
    "n" * 10_000, *HOSTILE.values(),
]  # fmt: skip


@pytest.fixture
def copy(bundled: Bundled, tmp_path: Path) -> Iterator[Case]:
    """The bundled case elsewhere, without its source."""
    case = kit.open_case(folder=shutil.copytree(bundled.case.folder, tmp_path / "copy" / "case"))
    yield case
    case.close()


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """A disk that is full as soon as a file has so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [100, 20_000, 110_000, 1_000_000])
def test_a_full_disk_leaves_nothing_behind(size: int, copy: Case, tmp_path: Path) -> None:
    held = (copy.folder / journal.NAME).read_bytes()
    place = tmp_path / "place"
    place.mkdir()
    with no_file_over(size), pytest.raises(KitError, match="cannot be written: File too large"):
        write_case_bundle(copy, place / "bundle")
    assert list(place.iterdir()) == []
    assert (copy.folder / journal.NAME).read_bytes() == held


def test_half_a_line_of_the_journal_is_no_part_of_the_bundle(copy: Case, tmp_path: Path) -> None:
    with (copy.folder / journal.NAME).open("ab") as file:
        file.write(b'{"at":"2024')
    assert verify(write_case_bundle(copy, tmp_path / "one").path, case=copy.folder) == []
    journal.append(copy, "note", text="after it")
    bundle = write_case_bundle(copy, tmp_path / "two").path
    assert verify(bundle, case=copy.folder) == []
    assert "repair" in [entry.kind for entry in journal.read(bundle / "data")]


def test_a_source_that_is_gone_hinders_no_export(copy: Case, tmp_path: Path) -> None:
    bundle = write_case_bundle(copy, tmp_path / "bundle")
    assert verify(bundle.path, case=copy.folder) == []
    for ask in (verify, reproduce):
        with pytest.raises(KitError, match="There is no file"):
            ask(bundle.path, [tmp_path / "gone.parquet"])


@pytest.fixture(scope="module")
def hostile(bundled: Bundled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of a case whose suspects have hostile names."""
    place = tmp_path_factory.mktemp("names")
    suspects = kit.suspects(bundled.case)["entity_id"].to_list()
    named = dict(zip(suspects, NAMES, strict=False))
    source = small_file(place)
    rows = pl.read_parquet(source)
    rows.with_columns(pl.col("account_id").replace(named)).write_parquet(source)
    case = kit.open_case(source, folder=place / "case")
    try:
        return write_case_bundle(case, place / "bundle").path
    finally:
        case.close()


def test_hostile_names_are_no_paths_and_no_markup(hostile: Path, bundled: Bundled) -> None:
    assert verify(hostile) == []
    others, sheets = (
        [{name for name in files(path) if name.startswith("data/sheets/") == is_sheet}
         for path in (hostile, bundled.path)]
        for is_sheet in (False, True)
    )  # fmt: skip
    assert others[0] == others[1]
    assert sheets[0] == {f"data/sheets/{n + 1:04d}.html" for n in range(len(sheets[0]))} != set()
    for page in hostile.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "<script" not in text
        assert "<img" not in text
    for table in hostile.rglob("*.csv"):
        with table.open(encoding="utf-8-sig", newline="") as file:
            cells = {cell for row in csv.reader(file) for cell in row}
        assert not [cell for cell in cells if cell[:1] in "=+@\t\r" and cell]


def test_the_paper_can_be_searched(bundled: Bundled) -> None:
    paper = pypdf.PdfReader(bundled.data / "exhibit_a.pdf")
    text = "".join(page.extract_text() for page in paper.pages)
    listed = pl.read_parquet(bundled.data / "tables" / "exhibit_a.parquet")
    assert "Exhibit A" in text
    assert [name for name in listed["account_id"] if name not in text] == []
