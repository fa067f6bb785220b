"""Mouse, keyboard and cell do the same to a board."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.page import EXECUTE, LabPage


@pytest.fixture
def burst(page: LabPage, sample: Path) -> LabPage:
    cell = f"import kit\nboard = kit.BurstBoard(kit.open_case(folder={str(sample)!r}))\nboard"
    page.show(cell)
    page.drawn()
    return page


def test_a_brush_filters_the_table_and_reaches_the_kernel(burst: LabPage) -> None:
    whole = int(burst.set("print(board.selection.height)"))
    brush(burst, 0.1, 0.5)
    # The kernel hears of a brush on its way as well: what it holds and what is shown agree at last.
    burst.page.wait_for_function(
        """async ([execute, code, whole]) => {
          const [shown, first] = (await eval(execute)(code)).trim().split(" ");
          const foot = document.querySelector(".kit-foot").innerText;
          const date = document.querySelector(".kit-date input").value;
          return shown < whole && foot === `${shown} of ${shown} shown` && date === first;
        }""",
        arg=[EXECUTE, "print(board.selection.height, *board.period[:1])", whole],
        polling=200,
    )
    assert int(burst.set("print(board.selection.height)")) > 0


def test_a_cell_moves_the_brush_and_tells_nobody_else(burst: LabPage) -> None:
    burst.set("board.period = ('2022-01-01', '2022-07-01')")
    burst.page.wait_for_function(
        "() => +document.querySelector('.brush_brush path').getBoundingClientRect().width > 20"
    )
    assert burst.set("print(*board.period)").strip() == "2022-01-01 2022-07-01"


def test_the_keyboard_alone_opens_a_dossier(burst: LabPage) -> None:
    burst.page.locator(".kit-table tbody tr").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        burst.page.keyboard.press(key)
    burst.page.wait_for_selector(".kit-part .kit-headline")
    product = burst.set("print(board.product)").strip()
    row = burst.page.locator(".kit-table tbody tr[aria-selected='true']").first
    assert row.locator("td").first.inner_text() == product
    assert product in burst.page.locator(".kit-part .kit-headline").inner_text()


def test_every_control_is_reached_by_tab_and_has_a_name(burst: LabPage) -> None:
    burst.page.locator(".kit-controls input").first.focus()
    reached = []
    for _ in range(25):
        reached.append(burst.page.evaluate("() => document.activeElement.outerHTML.slice(0, 120)"))
        burst.page.keyboard.press("Tab")
    wanted = burst.page.locator(".kit-board :is(input, select, summary, .kit-controls button)")
    for control in wanted.all():
        assert control.evaluate("node => node.outerHTML.slice(0, 120)") in reached
    inside = burst.page.locator(".kit-board input")
    assert all(inside.nth(i).evaluate("node => node.labels.length") for i in range(inside.count()))


def test_a_slider_moved_by_key_runs_the_detector(burst: LabPage) -> None:
    burst.page.get_by_label("Min reviews").focus()
    for _ in range(6):
        burst.page.keyboard.press("ArrowRight")
    burst.page.wait_for_function("() => document.body.innerText.includes('go (')")
    assert burst.set("print(board.params['min_reviews'])").strip() == "11"


def test_the_keyboard_alone_opens_a_seller(page: LabPage, root: Path, sample: Path) -> None:
    names = str(root / "sample_data" / "exhibit_a.txt")
    cell = f"import kit\nroster = kit.market.read_roster({names!r})\n"
    cell += f"board = kit.LeadBoard(kit.open_case(folder={str(sample)!r}), roster=roster)\nboard"
    page.show(cell)
    page.drawn()
    page.page.locator(".kit-table tbody tr").first.focus()
    for key in ("ArrowDown", "Enter"):
        page.page.keyboard.press(key)
    page.page.wait_for_selector(".kit-part .kit-headline")
    seller = page.set("print(board.seller)").strip()
    assert seller == page.set("print(board.selection['seller'][1])").strip()
    assert seller in page.page.locator(".kit-part .kit-headline").first.inner_text()
    page.page.wait_for_function(
        "says => document.querySelector('.role-title-text').textContent.startsWith(says)",
        arg=f"{seller}: ",
    )
    page.page.get_by_label("Leads of strangers' names").select_option("shown")
    page.page.wait_for_function("() => document.querySelectorAll('.kit-chart svg').length === 2")
    assert page.set("print(board.show_decoys)").strip() == "True"


def brush(page: LabPage, start: float, end: float) -> None:
    """Draw a brush over part of the first chart's width."""
    box = page.page.locator(".kit-chart svg").first.bounding_box()
    assert box is not None
    x = [box["x"] + 45 + (box["width"] - 50) * at for at in (start, end)]
    y = box["y"] + box["height"] / 2
    page.page.mouse.move(x[0], y)
    page.page.mouse.down()
    page.page.mouse.move(x[1], y, steps=10)
    page.page.mouse.up()
