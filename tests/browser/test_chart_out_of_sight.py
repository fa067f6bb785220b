"""A chart that is out of sight just when it could be drawn is drawn when it is back."""

from __future__ import annotations

from pathlib import Path

from tests.browser.page import LabPage

# When each chart has first waited for Vega, hide it for less than a frame: no observer hears of it.
HIDE = """() => {
  const vega = Symbol.for('exhibit-a.vega');
  const there = window[vega];
  Object.defineProperty(window, vega, { get: () => there.then((found) => {
    const boxes = [...document.querySelectorAll('.kit-chart:not([data-hid])')];
    boxes.forEach((box) => { box.style.display = 'none'; box.dataset.hid = 1 });
    let soon = Promise.resolve();
    for (let turn = 0; turn < 50; turn++) soon = soon.then(() => null);
    soon.then(() => boxes.forEach((box) => { box.style.display = '' }));
    return found;
  }) });
}"""


def test_it_is_drawn_after_all(page: LabPage, sample: Path) -> None:
    first = f"import kit\ncase = kit.open_case(folder={str(sample)!r})\nkit.SkewBoard(case)"
    page.show(first)
    page.drawn()
    page.page.evaluate(HIDE)
    page.run_all()
    boxes = page.drawn().all()
    assert boxes
    assert all(page.marks(box) > 0 for box in boxes)
