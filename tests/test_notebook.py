"""A notebook opens the case that is named, or the sample; without a clone the sample is made."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit import notebook
from kit.errors import CaseError, SourceError

ROWS = pl.DataFrame(
    {"review_id": ["r1", "r2"], "account_id": ["a", "b"], "product_id": ["p", "p"], "stars": [5, 1]}
)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation without a clone, and a folder in which somebody works."""
    monkeypatch.delenv(notebook.VARIABLE, raising=False)
    monkeypatch.setattr(notebook, "PROJECT", tmp_path / "site-packages")
    home = tmp_path / "home"
    (home / "notebooks").mkdir(parents=True)
    monkeypatch.chdir(home / "notebooks")
    monkeypatch.setattr(notebook, "_make", _make_small)
    return home


def _make_small(folder: Path) -> None:
    folder.mkdir(parents=True)
    ROWS.write_parquet(folder / "reviews.parquet")


def test_opens_the_case_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit.open_case(ROWS, folder=tmp_path / "theirs").close()
    monkeypatch.setenv(notebook.VARIABLE, str(tmp_path / "theirs"))
    assert kit.notebook_case().name == "theirs"


def test_refuses_a_name_that_is_no_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(notebook.VARIABLE, str(tmp_path))
    with pytest.raises(CaseError, match="is not a case"):
        kit.notebook_case()


def test_makes_the_sample_beside_the_notebooks_once(installed: Path) -> None:
    first = kit.notebook_case()
    assert first.folder.parent == installed / "cases"
    assert kit.notebook_case().folder == first.folder
    assert first.imports["loaded"].to_list() == [2]


def test_another_sample_is_another_case(installed: Path) -> None:
    before = kit.notebook_case()
    ROWS.head(1).write_parquet(installed / "cases" / "sample_data" / "reviews.parquet")
    assert kit.notebook_case().imports["loaded"].to_list() == [1]
    assert before.imports["loaded"].to_list() == [2]


def test_gives_the_sample_of_the_clone(root: Path) -> None:
    name = "excerpt_odd_columns.csv"
    assert kit.sample_file(name) == root / "sample_data" / name


def test_never_gives_the_planted_truth() -> None:
    with pytest.raises(SourceError, match=r"Available: reviews\.parquet"):
        kit.sample_file("planted_truth.csv")
