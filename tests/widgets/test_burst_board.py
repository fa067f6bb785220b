from __future__ import annotations

import pytest

import kit
from kit.errors import ParameterError


@pytest.fixture
def board(sample: kit.Case) -> kit.BurstBoard:
    return kit.BurstBoard(sample)


def test_shows_the_findings_of_the_screening(board: kit.BurstBoard, sample: kit.Case) -> None:
    findings = kit.screen(sample, [kit.DETECTORS["review_burst"]], save=False)
    proved = findings.filter(findings["q_value"] <= 0.05)
    assert set(board.selection["entity_id"]) == set(proved["entity_id"])
    assert str(proved.height) in board.head.blocks[0]["text"]


def test_a_period_narrows_the_table_and_moves_the_brush(board: kit.BurstBoard) -> None:
    whole = board.selection
    start = whole["window_start"].min()
    board.period = (start, whole["window_start"].median().date())
    assert 0 < board.selection.height < whole.height
    assert board.table.frame.height == board.selection.height
    assert board.timeline.period[0] < board.timeline.period[1]
    board.from_to._on_message(board.from_to, {"pressed": "all"}, [])
    assert board.period is None
    assert board.selection.height == whole.height


def test_a_brush_sets_the_period(board: kit.BurstBoard) -> None:
    board.timeline.period = [1_617_235_200_000.0, 1_619_900_000_000.0]
    assert [end.isoformat() for end in board.period] == ["2021-04-01", "2021-05-02"]
    assert board.from_to.values == {"first": "2021-04-01", "last": "2021-05-01"}


def test_a_row_opens_the_dossier_as_setting_the_product_does(board: kit.BurstBoard) -> None:
    product = board.selection["product_id"][2]
    board.table.selected = "2"
    assert board.product == product
    assert board.dossier is not None
    assert board.dossier.product == product
    other = board.selection.filter(board.selection["product_id"] != product)["product_id"][0]
    board.product = other
    assert board.dossier.product == other
    assert board.table.frame["product_id"][int(board.table.selected)] == other
    board.product = None
    assert board.table.selected == ""


def test_a_slider_runs_the_detector_and_says_who_comes_and_goes(board: kit.BurstBoard) -> None:
    before = set(board.selection["product_id"])
    board.sliders.values = {**board.sliders.values, "min_reviews": 15}
    assert board.params["min_reviews"] == 15
    after = set(board.selection["product_id"])
    assert after < before
    gone = board.come_and_go.filter(board.come_and_go["change"] == "goes")["name"]
    assert set(gone) == before - after
    assert f"{len(gone)} go" in board.changes.blocks[0]["text"]
    assert "$min_reviews = 15" in board.query.blocks[0]["text"]


def test_saves_nothing(board: kit.BurstBoard, sample: kit.Case) -> None:
    saved = (sample.folder / "screening" / "findings.parquet").read_bytes()
    board.params = {"window_days": 14}
    assert (sample.folder / "screening" / "findings.parquet").read_bytes() == saved


def test_a_value_out_of_range_changes_nothing(board: kit.BurstBoard) -> None:
    with pytest.raises(ParameterError, match="window_days"):
        board.params = {"window_days": 500}
    assert board.params["window_days"] == 7


def test_text_form_is_its_table(board: kit.BurstBoard) -> None:
    assert board._repr_mimebundle_()["text/plain"] == str(board)
    assert str(board.selection["product_id"][0]) in str(board)
