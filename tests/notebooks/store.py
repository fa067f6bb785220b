"""Run every notebook and store its outputs: ``python -m tests.notebooks.store [NAME ...]``.

What differs from run to run or belongs to a machine is left out: times, the kernel's version, and
widget views, which cannot be shown without a kernel. What stays is what nbval compares.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

FOLDER = Path(__file__).parents[2] / "notebooks"
WIDGET = "application/vnd.jupyter.widget-view+json"


def store(path: Path) -> None:
    """Run one notebook where it lies and replace its outputs."""
    book = nbformat.read(path, as_version=4)
    client = NotebookClient(
        book,
        timeout=300,
        store_widget_state=False,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs = _kept(cell)
    book.metadata.language_info = {"name": "python"}
    nbformat.write(book, path)


def _kept(cell: NotebookNode) -> list[NotebookNode]:
    """Return a cell's outputs without progress and without views of widgets."""
    kept = [output for output in cell.outputs if output.get("name") != "stderr"]
    for output in kept:
        output.get("data", {}).pop(WIDGET, None)
    return kept


if __name__ == "__main__":
    os.environ.pop("KIT_CASE", None)
    chosen = sys.argv[1:] or [file.stem for file in sorted(FOLDER.glob("*.ipynb"))]
    for name in chosen:
        store(FOLDER / f"{name}.ipynb")
