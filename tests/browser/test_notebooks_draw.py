"""Every notebook runs in a real Lab, and every chart in it has marks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.browser.lab import ROOT, LabPage

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
STATIC = ".jp-OutputArea-output .vega-embed"
LIVE = ".kit-chart"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_every_chart_has_marks(page: LabPage, notebook: Path) -> None:
    shutil.copy(notebook, page.lab.folder)
    page.open(notebook.name)
    page.run_all()
    assert page.tracebacks() == []
    page.page.wait_for_timeout(1_000)
    live, static = page.page.locator(LIVE), page.page.locator(STATIC)
    if live.count():
        page.drawn()
    charts = [*live.all(), *(chart for chart in static.all() if not chart.evaluate(WITHIN))]
    assert charts, f"{notebook.name} draws no chart"
    assert [page.marks(chart) > 0 for chart in charts] == [True] * len(charts)
    assert page.errors == []


WITHIN = "chart => chart.closest('.kit-chart') !== null"
