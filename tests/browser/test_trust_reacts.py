"""The board of trust follows the mouse and the keyboard as it follows a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.page import LabPage


@pytest.fixture
def trust(page: LabPage, sample: Path) -> LabPage:
    cell = f"import kit\nboard = kit.TrustBoard(kit.open_case(folder={str(sample)!r}))\nboard"
    page.show(cell)
    page.drawn()
    return page


def title(page: LabPage) -> str:
    said = page.page.locator(".kit-chart .role-title-text").first.text_content()
    assert said is not None
    return said


def test_a_slider_moved_by_key_moves_the_stars(trust: LabPage) -> None:
    before = title(trust)
    trust.page.get_by_role("group", name="What a review counts").get_by_label("Trust").focus()
    trust.page.keyboard.press("Home")
    trust.page.wait_for_function(
        "before => document.querySelector('.kit-chart .role-title-text').textContent !== before",
        arg=before,
    )
    assert trust.set("print(board.weights['trust'])").strip() == "0.0"


def test_a_row_and_a_question_change_the_order(trust: LabPage) -> None:
    trust.page.locator(".kit-table tbody tr").nth(3).click()
    second = trust.set("print(board.selection['product_id'][3])").strip()
    trust.page.wait_for_function(
        "name => document.querySelector('.kit-chart .role-title-text').textContent"
        ".startsWith(name)",
        arg=second,
    )
    trust.page.get_by_label("A reader's question").fill("works well")
    trust.page.keyboard.press("Tab")
    trust.page.wait_for_function("() => document.body.innerText.includes('the question')")
    assert trust.set("print(board.query)").strip() == "works well"
    trust.page.locator(".kit-table").nth(2).locator("tbody tr").first.click()
    trust.page.wait_for_function("() => document.body.innerText.includes(': place 1, was')")
