"""A verdict by keyboard and by mouse is a line of the journal, with the note typed just before."""

from __future__ import annotations

from pathlib import Path

import pytest

import kit
from kit import journal
from kit.verdicts import verdicts
from tests.browser.page import LabPage


@pytest.fixture
def review(page: LabPage, root: Path, tmp_path: Path) -> tuple[LabPage, kit.Case]:
    case = kit.open_case(root / "sample_data" / "reviews.parquet", folder=tmp_path / "case")
    cell = f"import kit\nboard = kit.CaseReview(kit.open_case(folder={str(case.folder)!r}))\nboard"
    page.show(cell)
    page.page.wait_for_selector(".kit-table tbody tr")
    return page, case


def test_name_row_note_and_verdict(review: tuple[LabPage, kit.Case]) -> None:
    lab, case = review
    page = lab.page
    page.get_by_label("Your name").fill("Anna Lee")
    page.get_by_label("Your name").press("Tab")
    page.wait_for_function("() => document.body.innerText.includes('undo is another line')")
    page.locator(".kit-table tbody tr").first.focus()
    for key in ("ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.wait_for_selector(".kit-part textarea")
    page.get_by_label("Note: what decides it").fill("<b>one</b> text\nof two lines")
    page.get_by_role("button", name="Consistent with paid").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.body.innerText.includes('of the journal.')")
    row = verdicts(case).row(0, named=True)
    assert (row["reviewer"], row["note"]) == ("Anna Lee", "<b>one</b> text\nof two lines")
    assert lab.set("print(board.entity)").strip() == row["entity_id"]
    chosen = page.locator(".kit-table tbody tr[aria-selected='true']").first
    assert "consistent with paid" in chosen.inner_text()
    # Typed and pressed at once: the note goes with the press.
    page.get_by_label("Note: what decides it").fill("second thoughts")
    page.get_by_role("button", name="Not consistent").click()
    page.wait_for_function("() => document.body.innerText.includes('Not consistent: line')")
    assert verdicts(case).select("verdict", "note").row(0) == ("not_consistent", "second thoughts")
    page.get_by_role("button", name="Undo my last").click()
    page.wait_for_function("() => document.body.innerText.includes('is taken back by line')")
    assert verdicts(case)["verdict"].to_list() == ["consistent_with_paid"]
    page.get_by_role("button", name="Next without my verdict").click()
    page.wait_for_function(
        "name => !document.querySelector('.kit-part .kit-headline').innerText.endsWith(name)",
        arg=row["entity_id"],
    )
    page.get_by_label("Score and order").select_option("blind")
    page.wait_for_function("() => !document.body.innerText.includes('Probability')")
    assert journal.check(case).holds
    assert lab.errors == []
