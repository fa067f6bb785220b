"""How soon a board is drawn, and how soon it follows a brush, in a real Chromium.

    python -m benchmarks.boards [--reviews 600000]

Measured on the sample and on a generated market, screened beforehand.
"First drawn" is from the cell being run to every chart and the table standing on the page, the
best of three; the first board of a page also brings Vega to it and is given apart. "Brush" is from
the mouse's move to the frame in which the other chart, or the table, has changed: the chart asks
nobody, the table asks the kernel. Medians over forty moves of the mouse. "Click" is from the press
on a seller of the LeadBoard to the frame in which the flow drawn is that seller's.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

import kit
from conftest import CHROMIUM_OPTIONS
from kit.cli.browser import HINT, find_browser
from kit.practice import write_parquet
from tests.browser.lab import ROOT, Lab
from tests.browser.page import LabPage

BOARDS = ("BurstBoard", "SkewBoard", "SuspectBoard")
MOVES = 40
CLICKS = 12

# Notes when the hand moved, and when what is watched had changed and was painted.
WATCH = """selectors => {
  window.took = Object.fromEntries(Object.keys(selectors).map(name => [name, []]));
  const since = {};
  for (const [name, selector] of Object.entries(selectors)) {
    const node = document.querySelectorAll(selector.css)[selector.nth];
    new MutationObserver(() => {
      const start = since[name];
      if (start === undefined) return;
      delete since[name];
      requestAnimationFrame(() => setTimeout(
        () => window.took[name].push(performance.now() - start), 0));
    }).observe(node, {subtree: true, childList: true, attributes: true, characterData: true});
  }
  window.addEventListener("pointermove", () => {
    for (const name of Object.keys(selectors)) since[name] = performance.now();
  }, {capture: true});
}"""

FIRST_DRAWN = """async code => {
  const book = window.jupyterapp.shell.currentWidget.content;
  book.activeCell.model.sharedModel.setSource(code);
  const start = performance.now();
  window.jupyterapp.commands.execute("notebook:run-cell");
  return new Promise(resolve => {
    const look = () => {
      const charts = [...document.querySelectorAll(".kit-chart")];
      const rows = document.querySelectorAll(".kit-table tbody tr").length;
      const done = charts.length > 0 && rows > 0 && charts.every(box => box.dataset.drawn);
      if (done) return resolve(performance.now() - start);
      requestAnimationFrame(look);
    };
    look();
  });
}"""


def first_drawn(page: LabPage, folder: Path, board: str) -> list[float]:
    """Return the milliseconds of three boards one after the other, the first one on a new page."""
    name = page.lab.notebook(f"{board}-{folder.name}.ipynb", ["pass"])
    page.open(name)
    page.set(f"import kit; case = kit.open_case(folder={str(folder)!r}); kit.{board}")
    took = []
    for _ in range(3):
        page.page.evaluate(
            "() => { window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs'); }"
        )
        page.page.wait_for_function("() => !document.querySelector('.kit-chart')")
        took.append(page.page.evaluate(FIRST_DRAWN, f"board = kit.{board}(case); board"))
        page.drawn()
    return took


def brushed(page: LabPage) -> dict[str, list[float]]:
    """Return the milliseconds from a move of the mouse to what followed it."""
    watched = {
        "chart": {"css": ".kit-chart", "nth": 1},
        "table": {"css": ".kit-table", "nth": 0},
    }
    page.page.evaluate(WATCH, watched)
    chart = page.page.locator(".kit-chart svg").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    y = box["y"] + 0.7 * box["height"]
    left, width = box["x"] + 100, box["width"] - 130
    page.page.mouse.move(left, y)
    page.page.mouse.down()
    page.page.mouse.move(left + 30, y)
    page.page.wait_for_timeout(500)
    page.page.evaluate("() => { for (const all of Object.values(window.took)) all.length = 0; }")
    for step in range(MOVES):
        page.page.mouse.move(left + 30 + (width - 30) * (step + 1) / MOVES, y)
        page.page.wait_for_timeout(300)
    page.page.mouse.up()
    took: dict[str, Any] = page.page.evaluate("() => window.took")
    return took


# From the press of the mouse to the frame in which the flow is that of the seller clicked.
CLICKED = """seller => {
  window.took = null;
  window.addEventListener("pointerdown", () => {
    const start = performance.now();
    const look = () => {
      const title = document.querySelector(".kit-chart .role-title-text");
      if (title?.textContent.startsWith(`${seller}: `)) window.took = performance.now() - start;
      else requestAnimationFrame(look);
    };
    look();
  }, {capture: true, once: true});
}"""


def clicked(page: LabPage, folder: Path) -> list[float]:
    """Return the milliseconds from a click on a seller to its flow, each of twelve another one."""
    sample = ROOT / "sample_data"
    cell = (
        f"import kit; case = kit.open_case(folder={str(folder)!r})\n"
        f"gigs = kit.market.read_gigs({str(sample / 'gigs_*')!r})\n"
        f"roster = kit.market.read_roster({str(sample / 'exhibit_a.txt')!r})\n"
        "board = kit.LeadBoard(case, gigs, roster); board"
    )
    page.open(page.lab.notebook("leads.ipynb", [cell]))
    page.run_all()
    page.drawn()
    rows = page.page.locator(".kit-table").first.locator("tbody tr")
    took = []
    for click in range(CLICKS):
        row = rows.nth(click % rows.count())
        page.page.evaluate(CLICKED, row.locator("td").first.inner_text())
        row.click()
        page.page.wait_for_function("() => window.took !== null")
        took.append(page.page.evaluate("() => window.took"))
        page.page.wait_for_timeout(500)
    return took


def measure(page: LabPage, folder: Path) -> None:
    for board in BOARDS:
        first, *later = first_drawn(page, folder, board)
        print(f"  {board:<14}first drawn {min(later):>6,.0f} ms ({first:,.0f} on a new page)")
        if board == "BurstBoard":
            for part, took in brushed(page).items():
                if took:
                    print(
                        f"  {'':<14}brush → {part}: median {statistics.median(took):.0f} ms,"
                        f" slowest {max(took):.0f} ms, {len(took)} of {MOVES} moves changed it"
                    )


def case_of(files: Path, folder: Path) -> Path:
    kit.screen(kit.open_case(files, folder=folder))
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.boards")
    parser.add_argument("--reviews", type=int, default=600_000)
    given = parser.parse_args()
    chromium = find_browser()
    if chromium is None:
        raise SystemExit(f"No Chromium was found. Hint: {HINT}")
    with tempfile.TemporaryDirectory(prefix="kit-bench-") as place, sync_playwright() as driver:
        work = Path(place)
        generated = work / "reviews.parquet"
        write_parquet(generated, 1, given.reviews, text=False)
        cases = {
            "the sample": case_of(ROOT / "sample_data" / "reviews.parquet", work / "sample"),
            f"{given.reviews:,} reviews": case_of(generated, work / "generated"),
        }
        browser = driver.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        lab = Lab(work / "lab")
        try:
            for name, folder in cases.items():
                print(name)
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                page = LabPage(context.new_page(), lab)
                measure(page, folder)
                if name == "the sample":
                    took = clicked(page, folder)
                    print(
                        f"  {'LeadBoard':<14}click on a seller → its flow: median "
                        f"{statistics.median(took):.0f} ms, slowest {max(took):.0f} ms"
                    )
                context.close()
        finally:
            lab.stop()
            browser.close()


if __name__ == "__main__":
    main()
