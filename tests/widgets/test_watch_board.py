from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kit
from kit.errors import NotFoundError
from kit.trust.daily import audits
from tests.trust.daily.conftest import begun, files, watched

__all__ = ["begun", "files", "watched"]


@pytest.fixture(scope="module")
def case(watched: Path, tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    place = shutil.copytree(watched, tmp_path_factory.mktemp("board") / "case")
    return kit.open_case(folder=place)


@pytest.fixture
def board(case: kit.Case) -> kit.WatchBoard:
    return kit.WatchBoard(case)


def test_shows_the_last_day_and_who_waits(board: kit.WatchBoard, case: kit.Case) -> None:
    assert board.run == 2
    assert board.head.blocks[0]["text"].startswith(f"{board.day.title}: ")
    drawn = audits(case).filter(run=2)["account_id"].to_list()
    assert board.selection["entity_id"].to_list()[-len(drawn) :] == drawn
    assert set(board.selection["state"]) <= {"new", "returned", "waiting", "audit"}
    assert str(board).startswith(f"{board.day.title}: who waits")
    assert "Audit slice: 5 of" in board.slice.blocks[0]["text"]


def test_a_click_on_a_bar_opens_that_day(board: kit.WatchBoard) -> None:
    board.timeline.picked = {"run": [1]}
    assert (board.run, board.day.run) == (1, 1)
    assert board.table.text().startswith(board.day.title)
    with pytest.raises(NotFoundError, match="There is no run 9"):
        board.run = 9


def test_the_list_can_be_narrowed(board: kit.WatchBoard) -> None:
    board.chooser.values = {"shown": "audit"}
    assert board.shown == "audit"
    assert board.selection.height == 5
    board.shown = "gone"
    assert board.chooser.values == {"shown": "gone"}
    assert set(board.selection["state"]) <= {"gone"}


def test_a_row_opens_its_dossier(board: kit.WatchBoard) -> None:
    board.shown = "audit"
    board.table.selected = "0"
    assert board.account == board.selection["entity_id"][0]
    assert board.dossier is not None
    assert board.dossier.account == board.account
    board.account = None
    assert board.dossier not in board.children


def test_without_a_day_there_is_no_board(sample: kit.Case) -> None:
    with pytest.raises(NotFoundError, match="No day was taken in yet"):
        kit.WatchBoard(sample)
