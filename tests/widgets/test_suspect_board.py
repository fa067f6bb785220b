from __future__ import annotations

from dataclasses import replace

import pytest
import traitlets

import kit
from kit.ranking.calibration import sentence


@pytest.fixture
def board(sample: kit.Case) -> kit.SuspectBoard:
    return kit.SuspectBoard(sample)


def test_lists_what_suspects_lists(board: kit.SuspectBoard, sample: kit.Case) -> None:
    assert board.selection.equals(kit.suspects(sample))
    board.of = "product"
    assert board.selection.equals(kit.suspects(sample, of="product"))


def test_a_row_opens_the_dossier_with_its_evidence_and_reviews(board: kit.SuspectBoard) -> None:
    board.table.selected = "1"
    assert board.account == board.selection["entity_id"][1]
    dossier = board.dossier
    assert isinstance(dossier, kit.AccountBoard)
    assert dossier.account == board.account
    assert dossier.selection.height == dossier.table.frame.height > 0
    families = board.selection["families"][1].to_list()
    assert set(families) <= set(dossier.evidence["family"])


def test_says_how_many_innocents_score_as_high(board: kit.SuspectBoard) -> None:
    first = board.selection.row(0, named=True)
    shown = board.table.frame["as_high"][0]
    assert shown == f"{first['as_high']:,} of {first['innocents']:,}"
    board.account = first["entity_id"]
    assert board.dossier is not None
    notes = [block["text"] for block in board.dossier.head.blocks if block["kind"] == "note"]
    assert notes == [sentence(first)]
    told = [block["text"] for block in board.head.blocks]
    assert any("the vast majority looks honest" in text for text in told)


def test_setting_the_account_in_a_cell_marks_its_row(board: kit.SuspectBoard) -> None:
    board.account = board.selection["entity_id"][2]
    assert board.table.selected == "2"


def test_a_period_keeps_the_accounts_that_were_active(board: kit.SuspectBoard) -> None:
    board.period = ("2021-01-01", "2021-01-02")
    assert board.selection.height < board.listed.height
    assert board.table.frame.height == board.selection.height


def test_a_slider_runs_one_detector_and_keeps_the_others(board: kit.SuspectBoard) -> None:
    before = board.findings.filter(board.findings["detector"] != "co_review_pair")
    board.params = {"min_meetings": 10}
    after = board.findings.filter(board.findings["detector"] != "co_review_pair")
    assert after.equals(before)
    assert set(board.come_and_go["change"]) <= {"comes", "goes", "stays"}
    assert set(board.come_and_go.filter(board.come_and_go["change"] != "goes")["name"]) == set(
        board.listed["entity_id"]
    )
    board.params = {"min_meetings": 3}
    assert set(board.come_and_go["change"]) == {"stays"}


def test_tuning_another_detector_shows_its_sliders_and_query(board: kit.SuspectBoard) -> None:
    board.tuned = "review_burst"
    assert [field["name"] for field in board.sliders.fields] == list(
        kit.DETECTORS["review_burst"].params
    )
    assert "product_windows" in board.query.blocks[0]["text"]
    with pytest.raises(traitlets.TraitError):
        board.tuned = "no_such"


def test_takes_a_detector_of_the_readers_own(sample: kit.Case) -> None:
    mine = replace(kit.DETECTORS["rating_skew"], name="my_skew")
    board = kit.SuspectBoard(sample, detectors=[*kit.DETECTORS.values(), mine])
    assert "my_skew" in board.findings["detector"].to_list()
    board.tuned = "my_skew"
    board.params = {"min_reviews": 50}
    assert board.params == {"min_reviews": 50}
