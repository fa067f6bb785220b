from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

import kit
from kit.errors import NotFoundError
from kit.practice import generate
from kit.trust.daily import audits, daily
from kit.trust.watch import add_capture, flagged_reviews
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


def test_without_captures_it_says_so(board: kit.WatchBoard) -> None:
    assert board.stayed is None
    place = board.children[-1]
    assert len(place.children) == 1
    assert "the case has no captures" in place.children[0].blocks[-1]["text"]


def test_captures_show_how_long_reviews_stay(tmp_path: Path) -> None:
    market = generate(21, 4_000, {"burst_campaign": 3}, {}, text=False)
    last = market.reviews["posted_at"].max()
    today = pl.col("posted_at").dt.date() == last.date()
    market.reviews.filter(today).write_parquet(tmp_path / "today.parquet")
    kit.open_case(market.reviews.filter(~today), folder=tmp_path / "case").close()
    daily(tmp_path / "case", [tmp_path / "today.parquet"])
    case = kit.open_case(folder=tmp_path / "case")
    gone = flagged_reviews(case)[::2]
    left = market.reviews.filter(~pl.col("review_id").is_in(gone.implode()))
    for after, there in ((20, market.reviews), (40, left)):
        add_capture(case, there, captured_at=last + timedelta(days=after), covers="all")
    board = kit.WatchBoard(case)
    assert board.stayed is not None
    told, curves = board.children[-1].children
    assert str(board.stayed) in told.blocks[1]["text"]
    assert "as the matched show" in told.blocks[2]["text"]
    assert curves.title.startswith("Still there: ")
    strict = kit.WatchBoard(case, fdr=1e-12).children[-1]
    assert "No flagged review has like ones" in strict.children[0].blocks[-1]["text"]


def test_without_a_day_there_is_no_board(sample: kit.Case) -> None:
    with pytest.raises(NotFoundError, match="No day was taken in yet"):
        kit.WatchBoard(sample)
