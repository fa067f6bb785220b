"""A redacted edition that does not follow from the sealed one, or the case, is named by line."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from kit import journal
from kit.errors import KitError
from kit.exhibit import bag
from kit.exhibit.case_journal import entries_of, original_lines
from kit.exhibit.edition_check import against_case, against_sealed, is_redacted
from kit.exhibit.verifying import verify
from kit.journal_chain import Entry, canonical
from tests.exhibit.conftest import Bundled


@pytest.fixture
def copy(bundled: Bundled, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundled.path, tmp_path / "redacted"))


def test_the_editions_of_a_case_agree(bundled: Bundled, sealed: Bundled) -> None:
    assert is_redacted(bundled.path)
    assert not is_redacted(sealed.path)
    assert against_sealed(bundled.path, sealed.path) == []
    assert against_case(bundled.path, bundled.case.folder) == []


def test_the_sealed_journal_is_that_of_the_case(sealed: Bundled) -> None:
    held = original_lines(sealed.data)
    assert held == original_lines(sealed.case.folder)[: len(held)]


def test_a_line_written_anew_in_an_unbroken_chain_is_named(
    bundled: Bundled, sealed: Bundled, copy: Path
) -> None:
    data = copy / bag.PAYLOAD
    first, second = entries_of(original_lines(data))
    line = canonical(Entry(1, "2001-01-01T00:00:00+00:00", "import", first.data, first.previous))
    (data / journal.NAME).write_bytes(line + b"\n" + canonical(second) + b"\n")
    assert "broken at line 2" in " ".join(one.told for one in verify(copy))
    (data / journal.NAME).write_bytes(line + b"\n")
    bag.seal(copy, {})
    assert verify(copy) == []
    told = [one.told for one in against_sealed(copy, sealed.path)]
    assert told == [
        "line 1 has another moment or kind than that of the case",
        "has 1 lines, and the sealed edition 2",
    ]
    assert [one.what for one in against_case(copy, bundled.case.folder)] == ["journal"]


def test_a_line_for_another_line_is_named(sealed: Bundled, copy: Path) -> None:
    path = copy / bag.PAYLOAD / journal.NAME
    first, _ = entries_of(original_lines(path.parent))
    other = canonical(Entry(1, first.at, first.kind, {**first.data, "original": "0" * 64}, "0"))
    path.write_bytes(other + b"\n")
    assert "stands for another line" in against_sealed(copy, sealed.path)[0].told


def test_a_changed_figure_is_named_and_a_changed_pseudonym_is_not(
    sealed: Bundled, copy: Path
) -> None:
    path = copy / bag.PAYLOAD / "tables" / "exhibit_a.parquet"
    frame = pl.read_parquet(path)
    frame.with_columns(account_id=pl.lit("A-AAAAAAAAAAAA")).write_parquet(path)
    assert against_sealed(copy, sealed.path) == []
    frame.with_columns(pl.col("reviews") + 1).write_parquet(path)
    (problem,) = against_sealed(copy, sealed.path)
    assert (problem.what, problem.path) == ("changed", "data/tables/exhibit_a.parquet")
    path.unlink()
    assert [one.path for one in against_sealed(copy, sealed.path)] == [problem.path]


def test_one_edition_is_not_the_other(bundled: Bundled, sealed: Bundled) -> None:
    with pytest.raises(KitError, match="no redacted edition"):
        against_sealed(sealed.path, bundled.path)
    with pytest.raises(KitError, match="no sealed edition"):
        against_sealed(bundled.path, bundled.path)
