"""A case's folder comes from its file, and notebooks are placed without overwriting any."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.cli import workplace
from kit.errors import KitError


@pytest.mark.parametrize(
    ("file", "folder"),
    [
        ("a/reviews.jsonl.gz", "cases/reviews"),
        ("My reviews (1).csv", "cases/My_reviews_1"),
        ("../../etc/passwd", "cases/passwd"),
        ("..", "cases/case"),
        (".hidden", "cases/case"),
        ("Отзывы.csv", "cases/case"),
        ("x" * 300 + ".csv", "cases/" + "x" * 60),
    ],
)
def test_a_case_is_named_after_its_first_file(file: str, folder: str) -> None:
    assert workplace.default_folder([Path(file), Path("b.csv")]) == Path(folder)


def test_a_clone_serves_its_own_notebooks(root: Path) -> None:
    assert workplace.clone() == root
    assert workplace.place_notebooks(Path("elsewhere")) == root


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "site-packages" / "kit"
    (package / "_notebooks").mkdir(parents=True)
    (package / "_notebooks" / "00_start_here.ipynb").write_text("shipped")
    (package / "_notebooks" / "01_review_bursts.ipynb").write_text("shipped")
    monkeypatch.setattr(workplace, "PACKAGE", package)
    return package


def test_an_installation_copies_notebooks_and_spares_those_there(
    installed: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "work" / "notebooks"
    mine.mkdir(parents=True)
    (mine / "00_start_here.ipynb").write_text("mine")
    assert workplace.place_notebooks(tmp_path / "work") == tmp_path / "work"
    assert (mine / "00_start_here.ipynb").read_text() == "mine"
    assert (mine / "01_review_bursts.ipynb").read_text() == "shipped"


def test_an_installation_without_notebooks_says_so(installed: Path, tmp_path: Path) -> None:
    for notebook in (installed / "_notebooks").iterdir():
        notebook.unlink()
    with pytest.raises(KitError, match="no notebooks"):
        workplace.place_notebooks(tmp_path)
