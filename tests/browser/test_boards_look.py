"""Each board draws in both themes and at both widths, and axe finds nothing serious in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.page import THEMES, LabPage

BOARDS = {
    "burst": "board = kit.BurstBoard(case); board.product = board.selection['product_id'][0]",
    "skew": "board = kit.SkewBoard(case); board.product = board.selection['entity_id'][0]",
    "suspect": "board = kit.SuspectBoard(case); board.account = board.selection['entity_id'][0]",
    "product": "board = kit.ProductBoard(case, kit.BurstBoard(case).selection['product_id'][0])",
    "account": "board = kit.AccountBoard(case, kit.suspects(case)['entity_id'][0])",
    "trust": "board = kit.TrustBoard(case)",
    "review": "board = kit.CaseReview(case); board.entity = board.selection['entity_id'][0]",
}
MARKET = {
    "gig": "board = kit.GigBoard(gigs); board.gig = board.selection['gig'][0]",
    "lead": "board = kit.LeadBoard(case, gigs, roster); board.show_decoys = True; "
    "board.seller = board.selection['seller'][0]",
}
WIDTHS = (1280, 1920)


@pytest.mark.parametrize("name", {**BOARDS, **MARKET})
def test_board_draws(page: LabPage, root: Path, sample: Path, name: str) -> None:
    cell = f"import kit\ncase = kit.open_case(folder={str(sample)!r})\n"
    if name in MARKET:
        sample_data = str(root / "sample_data")
        cell += f"gigs = kit.market.read_gigs({sample_data!r} + '/gigs_*')\n"
        cell += f"roster = kit.market.read_roster({sample_data!r} + '/exhibit_a.txt')\n"
    cell += f"{ {**BOARDS, **MARKET}[name] }\nboard"
    page.show(cell)
    for width in WIDTHS:
        page.page.set_viewport_size({"width": width, "height": 1000})
        for theme in THEMES:
            page.theme(theme)
            page.page.wait_for_selector(".kit-board .kit-text")
            # A review has words and tables only.
            charts = page.drawn().all() if name != "review" else []
            assert all(page.marks(chart) > 0 for chart in charts)
            assert page.violations(".kit-board") == []
            assert not sideways(page), f"{name} is wider than its place at {width} px"
    assert page.tracebacks() == []
    assert page.errors == []


def sideways(page: LabPage) -> bool:
    """Return whether a board reaches out of the output area that holds it."""
    wider: bool = page.page.evaluate(
        "() => { const board = document.querySelector('.kit-board');"
        " return board.scrollWidth > board.clientWidth + 1 }"
    )
    return wider
