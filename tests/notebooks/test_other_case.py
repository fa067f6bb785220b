"""The notebooks run on any case that KIT_CASE names, and leave the stored ones alone."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import kit
from kit.practice import generate

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("other") / "case"
    kit.open_case(generate(7, 8_000, text=False).reviews, folder=folder).close()
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_on_another_case(path: Path, other: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    variables = {**os.environ, "KIT_CASE": str(other), "PYTHONPATH": str(FOLDER.parent)}
    place = {"metadata": {"path": str(tmp_path)}}
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources=place)
    client.execute(env=variables)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert sum(len(cell.outputs) for cell in code) > 0
