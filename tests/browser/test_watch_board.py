"""The daily watch in a browser: it draws, and a row opens a dossier beneath it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.page import THEMES, LabPage
from tests.trust.daily.conftest import begun, files, watched

__all__ = ["begun", "files", "watched"]

WIDTHS = (1280, 1920)
CELL = """
import kit
board = kit.WatchBoard(kit.open_case(folder={folder!r}))
board.run = 1
board
"""


@pytest.fixture
def board(page: LabPage, watched: Path) -> LabPage:
    page.show(CELL.format(folder=str(watched)))
    page.page.wait_for_selector(".kit-board .kit-text")
    return page


def test_the_watch_draws_and_a_row_opens_a_dossier(board: LabPage) -> None:
    for width in WIDTHS:
        board.page.set_viewport_size({"width": width, "height": 1400})
        for theme in THEMES:
            board.theme(theme)
            assert all(board.marks(chart) > 0 for chart in board.drawn().all())
            assert board.violations(".kit-board") == []
    board.page.locator(".kit-board table tbody tr").last.click()
    board.page.wait_for_selector(".kit-board .kit-board")
    assert board.tracebacks() == []
    assert board.errors == []
