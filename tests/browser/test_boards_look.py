"""Each board draws in both themes and at both widths, and axe finds nothing serious in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.lab import THEMES, LabPage

BOARDS = {
    "burst": "board = kit.BurstBoard(case); board.product = board.selection['product_id'][0]",
    "skew": "board = kit.SkewBoard(case); board.product = board.selection['entity_id'][0]",
    "suspect": "board = kit.SuspectBoard(case); board.account = board.selection['entity_id'][0]",
    "product": "board = kit.ProductBoard(case, kit.BurstBoard(case).selection['product_id'][0])",
    "account": "board = kit.AccountBoard(case, kit.suspects(case)['entity_id'][0])",
}
WIDTHS = (1280, 1920)


@pytest.mark.parametrize("name", BOARDS)
def test_board_draws(page: LabPage, sample: Path, name: str) -> None:
    open_case = f"import kit\ncase = kit.open_case(folder={str(sample)!r})"
    page.open(page.lab.notebook(f"{name}.ipynb", [f"{open_case}\n{BOARDS[name]}\nboard"]))
    page.run_all()
    for width in WIDTHS:
        page.page.set_viewport_size({"width": width, "height": 1000})
        for theme in THEMES:
            page.theme(theme)
            charts = page.drawn().all()
            assert all(page.marks(chart) > 0 for chart in charts)
            assert page.violations(".kit-board") == []
            assert not sideways(page), f"{name} is wider than its place at {width} px"
    assert page.tracebacks() == []
    assert page.errors == []


def sideways(page: LabPage) -> bool:
    """Return whether a board reaches out of the output area that holds it."""
    wider: bool = page.page.evaluate(
        "() => { const board = document.querySelector('.kit-board');"
        " return board.scrollWidth > board.clientWidth + 1 }"
    )
    return wider
