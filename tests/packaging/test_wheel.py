"""What is installed from the wheel works by itself, far from the clone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
import pytest

from tests.packaging.conftest import Installed

pytestmark = pytest.mark.slow


def test_holds_the_kit_and_the_notebooks_and_nothing_else(root: Path, installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = set(wheel.namelist())
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kit", "exhibit_a"}
    notebooks = {path.name for path in (root / "notebooks").glob("*.ipynb")}
    assert notebooks
    assert {Path(name).name for name in names if name.startswith("kit/_notebooks/")} == notebooks
    sources = {
        path.relative_to(root).as_posix()
        for path in (root / "kit").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert sources <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_kit_comes_from_the_wheel(installed: Installed, tmp_path: Path) -> None:
    ran = installed.run("python", "-c", "import kit; print(kit.__file__)", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert Path(ran.stdout.strip()).is_relative_to(installed.environment)


def test_investigates_the_sample(root: Path, installed: Installed, tmp_path: Path) -> None:
    reviews = tmp_path / "market.parquet"
    reviews.write_bytes((root / "sample_data" / "reviews.parquet").read_bytes())
    ran = installed.run("kit", "investigate", reviews, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    out = tmp_path / "out" / "market"
    assert sorted(path.name for path in out.iterdir()) == [
        "findings.parquet",
        "report.html",
        "suspects.csv",
    ]
    named = pl.read_csv(out / "suspects.csv").filter(entity_kind="account")
    assert named.height > 10
    assert named["entity_id"][0] in ran.stdout
    assert named["entity_id"][0] in (out / "report.html").read_text("utf-8")


def test_nothing_is_missing(installed: Installed, tmp_path: Path) -> None:
    ran = installed.run("kit", "doctor", cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
