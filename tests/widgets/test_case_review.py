from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

import kit
from kit import journal
from kit.errors import KitError, NotFoundError
from kit.verdicts import queue, record, verdicts

YES, NO = "consistent_with_paid", "not_consistent"


@pytest.fixture
def case(sample: kit.Case, tmp_path: Path) -> kit.Case:
    return kit.open_case(folder=shutil.copytree(sample.folder, tmp_path / "sample"))


@pytest.fixture
def board(case: kit.Case) -> kit.CaseReview:
    return kit.CaseReview(case, reviewer="Anna")


def press(board: kit.CaseReview, name: str, note: str | None = None) -> str:
    controls = board.form.controls
    values = dict(controls.values) if note is None else {**controls.values, "note": note}
    controls._on_message(controls, {"pressed": name, "values": values}, [])
    return " ".join(block["text"] for block in board.form.told.blocks)


def said(blocks: list[dict[str, str]]) -> str:
    return str(blocks)


def test_lists_the_queue(board: kit.CaseReview, case: kit.Case) -> None:
    expected = queue(case)
    assert board.selection.select(expected.columns).equals(expected)
    board.of = "product"
    assert board.selection["entity_id"].to_list() == queue(case, "product")["entity_id"].to_list()
    assert "no figure to quote" in said(board.head.blocks)


def test_a_press_writes_a_verdict_with_its_note(board: kit.CaseReview, case: kit.Case) -> None:
    board.table.selected = "1"
    assert board.entity == board.selection["entity_id"][1]
    told = press(board, YES, "one text, four accounts")
    assert told == f"Consistent with paid: line {journal.verify(case)} of the journal."
    row = verdicts(case).row(0, named=True)
    assert (row["entity_id"], row["verdict"]) == (board.entity, YES)
    assert (row["note"], row["reviewer"]) == ("one text, four accounts", "Anna")
    assert board.selection["mine"][1] == "consistent with paid"
    assert board.table.selected == "1"
    assert "1 of 26" in said(board.head.blocks)
    assert "your verdict already" in press(board, YES)
    assert verdicts(case)["line"].to_list() == [row["line"]]


def test_undo_is_a_new_line(board: kit.CaseReview, case: kit.Case) -> None:
    board.entity = board.selection["entity_id"][0]
    press(board, NO, "a family")
    assert "is taken back by line" in press(board, "undo")
    assert verdicts(case).is_empty()
    assert board.note == ""
    assert "No verdict of Anna" in press(board, "undo")
    kinds = [entry.kind for entry in journal.read(case)]
    assert kinds[-2:] == ["verdict", "verdict_undone"]


def test_evidence_stands_beside_what_else_explains_it(board: kit.CaseReview) -> None:
    board.entity = board.selection["entity_id"][0]
    form = board.form
    (evidence,) = [block for block in form.seen.blocks if block["kind"] == "evidence"]
    cautions = [block for block in form.against.blocks if block["kind"] == "caution"]
    assert len(evidence["items"]) >= len(cautions) > 0
    assert {block["label"].rstrip(":") for block in cautions} <= {
        item["title"] for item in evidence["items"]
    }
    assert "accounts that no one paid" in said(form.against.blocks)
    assert form.selection["within"].is_sorted(descending=True)
    assert form.selection.height == board.selection["reviews"][0]


def test_blind_hides_score_order_evidence_and_what_detectors_are_worth(
    board: kit.CaseReview, case: kit.Case
) -> None:
    seen = board.selection["entity_id"].to_list()
    board.blind = True
    assert {"value", "why"}.isdisjoint(column["name"] for column in board.table.shown["columns"])
    listed = board.selection["entity_id"].to_list()
    assert set(seen) < set(listed)
    assert [name for name in listed if name in seen] != seen
    shown = []
    for name in (seen[0], next(name for name in listed if name not in seen)):
        board.entity = name
        press(board, YES)
        told = said(board.form.seen.blocks + board.form.against.blocks + board.tally.blocks)
        for word in ("q = ", "score", "Precision", "innocent", "finding"):
            assert word not in told
        assert "within" not in board.form.selection.columns
        shown.append(board.form.seen.blocks)
    assert shown[0] == shown[1]
    assert verdicts(case)["blind"].to_list() == [True, True]
    board.reviewer = ""
    assert board.selection.is_empty()
    assert "type your name" in str(board)


def test_who_says_yes_to_everybody_is_told_at_the_end(board: kit.CaseReview) -> None:
    board.blind = True
    *most, last = board.selection["entity_id"].to_list()
    for name in most:
        record(board.case, "account", name, YES, reviewer="Anna", blind=True)
    board.refresh()
    board.entity = last
    assert "Told once you gave a verdict about everyone" in said(board.tally.blocks)
    press(board, YES)
    foils = board.selection.height - 26
    assert f"called {foils} of {foils} accounts that no detector lists" in said(board.tally.blocks)
    board.blind = False
    assert "suspects: 100%" in said(board.tally.blocks)


def test_what_others_say_waits_for_ones_own_verdict(board: kit.CaseReview, case: kit.Case) -> None:
    name = board.selection["entity_id"][0]
    record(case, "account", name, NO, "they are a club", "Ben")
    board.entity = name
    assert "they are a club" not in said(board.form.said.blocks)
    assert board.selection["state"][0] is None
    press(board, YES)
    assert "they are a club" in said(board.form.said.blocks)
    assert board.selection.select("people", "state").row(0) == (2, "disputed")


def test_agreement_and_precision_are_told(board: kit.CaseReview, case: kit.Case) -> None:
    for at, name in enumerate(board.selection["entity_id"][:6]):
        record(case, "account", name, NO if at == 0 else YES, reviewer="Ben")
        record(case, "account", name, NO if at < 2 else YES, reviewer="Anna")
    board.two_person = True
    told = said(board.tally.blocks)
    assert "gave the same verdict about 5 of 6; Cohen's kappa 0.57" in told
    assert "Precision" in told
    assert "two people decided alike" in told


def test_a_note_stays_with_what_it_was_typed_about(board: kit.CaseReview) -> None:
    first, second = board.selection["entity_id"][:2]
    board.entity = first
    late = {**board.form.controls.values, "note": "about the first"}
    board.entity = second
    board.form.controls.values = late
    assert board.note == ""
    assert board.form.controls.values["note"] == ""
    board.entity = first
    assert board.note == "about the first"
    board.note = "set in a cell"
    board.entity = second
    board.entity = first
    assert board.form.controls.values["note"] == "set in a cell"


def test_a_press_meant_for_another_writes_nothing(board: kit.CaseReview, case: kit.Case) -> None:
    first, second = board.selection["entity_id"][:2]
    board.entity = first
    late = {"pressed": YES, "values": {**board.form.controls.values, "note": "late"}}
    board.entity = second
    board.form.controls._on_message(board.form.controls, late, [])
    assert "nothing was written" in said(board.form.told.blocks)
    assert verdicts(case).is_empty()
    board.entity = first
    assert board.note == "late"


def test_reviewers_do_not_share_notes(board: kit.CaseReview, case: kit.Case) -> None:
    board.entity = board.selection["entity_id"][0]
    press(board, YES, "mine alone")
    board.reviewer = "Ben"
    assert board.note == ""
    assert "mine alone" not in said(board.form.said.blocks)
    board.reviewer = "Anna"
    assert board.note == "mine alone"


def test_a_note_typed_before_the_name_is_kept(case: kit.Case) -> None:
    board = kit.CaseReview(case)
    board.entity = board.selection["entity_id"][0]
    assert "needs the name" in press(board, YES, "a club")
    board.chooser.values = {**board.chooser.values, "reviewer": "Anna"}
    assert (board.reviewer, board.note) == ("Anna", "a club")
    press(board, YES)
    assert verdicts(case)["note"].to_list() == ["a club"]


def test_next_opens_who_waits(board: kit.CaseReview) -> None:
    press(board, "next")
    assert board.entity == board.selection["entity_id"][0]
    press(board, YES)
    press(board, "next")
    assert board.entity == board.selection["entity_id"][1]


def test_a_journal_changed_by_hand_is_said(board: kit.CaseReview, case: kit.Case) -> None:
    board.entity = board.selection["entity_id"][0]
    press(board, NO)
    press(board, YES)
    path = case.folder / journal.NAME
    path.write_bytes(path.read_bytes().replace(NO.encode(), YES.encode()))
    assert "broken at line" not in said(board.head.blocks)
    assert "broken at line" in said(kit.CaseReview(case).head.blocks)


def test_nothing_open_is_said(board: kit.CaseReview) -> None:
    with pytest.raises(KitError, match="Nothing is open"):
        board.judge(YES)
    with pytest.raises(NotFoundError, match="no suspected account 'nobody'"):
        board.entity = "nobody"


def test_leads_are_judged_as_links(case: kit.Case) -> None:
    roster = pl.DataFrame(
        {"username": ["busymom36"], "market": [None]}, schema_overrides={"market": pl.String}
    )
    leads = kit.market.link(case, roster=roster)
    board = kit.CaseReview(case, of="link", reviewer="Anna", leads=leads, fdr=0.2)
    board.entity = board.selection["entity_id"][0]
    assert "The lead:" in said(board.form.seen.blocks)
    press(board, "undecided", "ask the site")
    row = verdicts(case).row(0, named=True)
    assert (row["entity_kind"], len(row["members"])) == ("link", 2)
