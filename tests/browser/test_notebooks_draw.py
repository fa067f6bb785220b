"""Every notebook runs in a real Lab, and every chart in it has marks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.browser.lab import ROOT
from tests.browser.page import LabPage

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

# How many outputs of a type the notebook holds, against how many of them stand on the page.
COUNT = """type => [...window.jupyterapp.shell.currentWidget.content.model.cells]
  .flatMap(cell => [...Array(cell.outputs?.length ?? 0).keys()].map(i => cell.outputs.get(i)))
  .filter(output => type in (output.data ?? {})).length"""
STATIC = "application/vnd.vegalite.v5+json", ".vega-embed:not(.kit-chart)"
LIVE = "application/vnd.jupyter.widget-view+json", ".kit-board:not(.kit-board .kit-board)"


# Its board is a review: tables, and no chart.
NO_LIVE_CHART = {"09_case_file"}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_every_chart_has_marks(page: LabPage, notebook: Path) -> None:
    shutil.copy(notebook, page.lab.folder)
    page.open(notebook.name)
    page.run_all()
    assert page.tracebacks() == []
    for kind, selector in (STATIC, LIVE):
        expected = page.page.evaluate(COUNT, kind)
        page.page.wait_for_function(
            "([name, n]) => document.querySelectorAll(name).length >= n", arg=[selector, expected]
        )
    boards = page.page.locator(LIVE[1]).count()
    live = page.drawn().all() if boards and notebook.stem not in NO_LIVE_CHART else []
    charts = [*page.page.locator(STATIC[1]).all(), *live]
    assert charts, f"{notebook.name} draws no chart"
    assert [page.marks(chart) > 0 for chart in charts] == [True] * len(charts)
    assert page.errors == []
