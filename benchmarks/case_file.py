"""What the case file withstands: kills, changed bytes, being made twice, and being opened.

    python -m benchmarks.case_file kills 100
    python -m benchmarks.case_file bytes 1000
    python -m benchmarks.case_file twice 20
    python -m benchmarks.case_file opens 1114

"kills" reviews and exports in processes that are killed at random moments and says what was lost.
"bytes" changes a byte of a bundle at random, so many times, and says how many of them `kit verify`
names. "twice" makes practice cases of seeds 1000 and up and exports each in two processes that hash
and share out work in different ways. "opens" opens the index of a bundle of so many sheets in
Chromium: milliseconds until the page is read and until it is painted, beside an empty page's.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import kit
from conftest import CHROMIUM_OPTIONS
from kit import journal
from kit.cli.browser import HINT, find_browser
from kit.disk import sha256
from kit.exhibit import recipe
from kit.exhibit.case_bundle import write_case_bundle
from kit.exhibit.case_tables import tables
from kit.exhibit.content import content
from kit.exhibit.methods import methods
from kit.exhibit.pages import write_pages
from kit.exhibit.sheets import sheets
from kit.exhibit.verifying import verify
from kit.practice import make_case
from tests.exhibit.bundled import small_case
from tests.exhibit.changing import change
from tests.exhibit.killing import kills as killed
from tests.exhibit.killing import lost

SEED = 1000
REVIEWS = 8_000
FDR = 0.05
OPENED = 9
KIT = [sys.executable, "-c", "from kit.cli import main; main()"]
ASKED = """() => new Promise(resolve => {
  const look = () => {
    const [nav] = performance.getEntriesByType("navigation");
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    if (nav.domContentLoadedEventEnd && (paint || !document.body.innerText.trim()))
      return resolve([nav.domContentLoadedEventEnd, paint ? paint.startTime : 0]);
    requestAnimationFrame(look);
  };
  look();
})"""


def kills(number: int, work: Path) -> None:
    kit.screen(small_case(work))
    found = killed(work / "case", work / "bundles", number, SEED)
    for when, times in found.most_common():
        print(f"{times:>6,} killed {when}")
    wrong = lost(work / "case", work / "bundles")
    print(f"{len(wrong):>6,} lost or half", *wrong, sep="\n")


def changed_bytes(number: int, work: Path) -> None:
    bundle = write_case_bundle(small_case(work), work / "bundle").path
    hand = random.Random(SEED)
    missed = [told for told in (change(bundle, hand, turn) for turn in range(number)) if told]
    print(f"{number - len(missed):,} of {number:,} changes are named", *missed, sep="\n")
    print("the bundle is as it was" if not verify(bundle) else "THE BUNDLE CHANGED")


def twice(number: int, work: Path) -> None:
    same = 0
    for seed in range(SEED, SEED + number):
        folder = work / str(seed)
        make_case(seed, REVIEWS, folder=folder).close()
        found = []
        for turn in (1, 2):
            out = work / f"{seed}-{turn}"
            set_up = {**os.environ, "PYTHONHASHSEED": str(turn), "KIT_THREADS": str(turn)}
            command = [*KIT, "exhibit", str(folder), "--out", str(out)]
            subprocess.run(command, check=True, env=set_up, capture_output=True)
            files = sorted(path for path in out.rglob("*") if path.is_file())
            found.append([(str(path.relative_to(out)), sha256(path)) for path in files])
        same += found[0] == found[1]
        print(f"seed {seed}: {len(found[0])} files, {'' if found[0] == found[1] else 'NOT '}equal")
    print(f"{same} of {number} cases give the same bytes twice")


def opens(number: int, work: Path) -> None:
    chromium = find_browser()
    if chromium is None:
        raise SystemExit(f"No Chromium was found. Hint: {HINT}")
    index = _of_sheets(number, work)
    blank = work / "blank.html"
    blank.write_text("<!doctype html><title>blank</title><p>blank</p>")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        page = browser.new_page()
        base = _opened(page, blank)
        took = _opened(page, index)
        browser.close()
    print(f"{index.stat().st_size / 1e6:.2f} MB, {number:,} sheets; medians of {OPENED}")
    for name, mine, empty in zip(("page read", "first paint"), took, base, strict=True):
        print(f"{name:<12}{mine:>7.0f} ms, {mine / empty:.1f} times an empty page's {empty:.0f} ms")


def _of_sheets(number: int, work: Path) -> Path:
    """Write the pages of a small case whose accounts come again until there are so many."""
    case = small_case(work)
    findings = kit.screen(case)
    held = tables(case, findings, FDR)
    held["methods"] = methods(findings, recipe.screened(case), FDR)
    said = content(case, held, journal.read(case.folder), FDR)
    listed = list(sheets(held))
    many = [
        {**listed[n % len(listed)], "number": n + 1, "file": f"sheets/{n + 1:04d}.html"}
        for n in range(number)
    ]
    (work / "pages").mkdir()
    write_pages(work / "pages", said, many)
    return work / "pages" / "index.html"


def _opened(page: Page, path: Path) -> list[float]:
    times = []
    for _ in range(OPENED):
        page.goto("about:blank")
        page.goto(path.as_uri())
        times.append(page.evaluate(ASKED))
    return [statistics.median(values) for values in zip(*times, strict=True)]


TASKS = {"kills": kills, "bytes": changed_bytes, "twice": twice, "opens": opens}


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.case_file")
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("number", type=int)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kit-bench-") as work:
        TASKS[given.task](given.number, Path(work))


if __name__ == "__main__":
    main()
