"""The notebooks run on any case that KIT_CASE names, and leave the stored ones alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

import kit
from kit.practice import generate

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KernelManager]:
    """One kernel for all: that each runs in a kernel of its own, nbval shows, and a browser."""
    folder = tmp_path_factory.mktemp("other") / "case"
    kit.open_case(generate(7, 8_000, text=False).reviews, folder=folder).close()
    kernel = KernelManager(kernel_name="python3")
    variables = {"KIT_CASE": str(folder), "PYTHONPATH": str(FOLDER.parent)}
    kernel.start_kernel(env={**os.environ, **variables})
    yield kernel
    kernel.shutdown_kernel(now=True)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_on_another_case(path: Path, kernel: KernelManager, tmp_path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    afresh = nbformat.v4.new_code_cell(f"%reset -f\n%cd -q {tmp_path}")
    notebook.cells.insert(0, afresh)
    NotebookClient(notebook, timeout=300, km=kernel).execute()
    assert sum(len(cell.outputs) for cell in code) > 0
