"""A bundle holds what was seen and where it comes from, and is the same each time."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

import kit
from kit import journal
from kit.errors import KitError
from kit.exhibit.case_bundle import up_to_last_change, write_case_bundle
from kit.exhibit.reproducing import reproduce
from kit.exhibit.verifying import EXPORT, verify
from tests.exhibit.conftest import Bundled
from tests.exhibit.test_report import CSV

TABLES = (
    "exhibit_a", "left_out", "masked", "methods", "not_tested", "rejects", "reviews", "seen",
    "sources",
)  # fmt: skip


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_case_gives_the_same_bytes(bundled: Bundled, tmp_path: Path) -> None:
    again = write_case_bundle(bundled.case, tmp_path / "elsewhere")
    assert again.sha256 == bundled.bundle.sha256
    assert files(again.path) == files(bundled.path)


def test_the_journal_notes_an_export_once(bundled: Bundled, tmp_path: Path) -> None:
    write_case_bundle(bundled.case, tmp_path / "elsewhere")
    entries = journal.read(bundled.case.folder)
    exports = [entry.data for entry in entries if entry.kind == EXPORT]
    ours = [data["bundle"] for data in exports if data["edition"] == "redacted"]
    assert ours == [bundled.bundle.sha256]
    held = journal.read(bundled.data)
    assert [entry.kind for entry in held] == ["import", "screening"]
    whole = up_to_last_change(entries)
    assert [(e.number, e.at, e.kind) for e in whole] == [(e.number, e.at, e.kind) for e in held]
    assert (bundled.path / "bag-info.txt").read_text().count(held[-1].at[:10]) == 1


def test_each_table_lies_there_three_times(bundled: Bundled) -> None:
    for name in TABLES:
        frame = pl.read_parquet(bundled.data / "tables" / f"{name}.parquet")
        assert len(json.loads((bundled.data / "tables" / f"{name}.json").read_text())) == (
            frame.height
        )
        lines = (bundled.data / "tables" / f"{name}.csv").read_text("utf-8-sig")
        assert lines.startswith('"' + '","'.join(frame.columns) + '"')


def test_every_row_of_the_sources_is_accounted_for(bundled: Bundled) -> None:
    (row,) = json.loads((bundled.data / "tables" / "sources.json").read_text())
    assert row["rows_in"] == row["loaded"] + row["duplicates"] + row["rejects"] == 11_968


def test_nothing_is_written_over(bundled: Bundled) -> None:
    before = files(bundled.path)
    with pytest.raises(KitError, match="never written over"):
        write_case_bundle(bundled.case, bundled.path)
    assert files(bundled.path) == before


def test_half_a_bundle_is_not_left_behind(
    bundled: Bundled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kit.exhibit.case_bundle.write_tables", full)
    with pytest.raises(KitError, match="No space left on device"):
        write_case_bundle(bundled.case, tmp_path / "bundle")
    assert list(tmp_path.iterdir()) == []


def test_a_case_that_lists_nobody_has_a_bundle_too(tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text(CSV)
    case = kit.open_case(tmp_path / "few.csv", folder=tmp_path / "case")
    bundle = write_case_bundle(case, tmp_path / "bundle")
    case.close()
    assert bundle.listed == 0
    assert verify(bundle.path, [tmp_path / "few.csv"]) == []
    page = (bundle.path / "data" / "index.html").read_text("utf-8")
    assert "No account stands out beyond what chance explains." in page
    assert "Why rows were not loaded" in page
    assert [one for one in reproduce(bundle.path, [tmp_path / "few.csv"]) if not one.equal] == []
