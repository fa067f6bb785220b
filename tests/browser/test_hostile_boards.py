"""Hostile reviews, names and ids on every board: no script runs, nothing is fetched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kit
from tests.browser.page import LabPage
from tests.hostile import CANARY, HOSTILE, hostile_reviews

BOARDS = {
    "burst": "board = kit.BurstBoard(case)",
    "skew": "board = kit.SkewBoard(case)",
    "suspect": "board = kit.SuspectBoard(case, fdr=0.5)",
    "product": "board = kit.ProductBoard(case, name('product'))",
    "account": "board = kit.AccountBoard(case, name('account'))",
    "trust": "board = kit.TrustBoard(case, name('product')); board.query = '<script>'; "
    "board.orders.review = board.orders.placed['review_id'][0]",
}
MARKET = {
    "gig": "board = kit.GigBoard(gigs); board.gig = board.selection['gig'][0]",
    "lead": "bought = kit.market.test_buys(case, buys, gigs); "
    "board = kit.LeadBoard(case, gigs, buys=bought, q=0.5); board.show_decoys = True; "
    "board.seller = board.selection['seller'][0]",
    "review": "board = kit.CaseReview(case, of='link', leads=kit.market.link(case, gigs), fdr=0.5, "
    "reviewer='Anna'); judge(board)",
}
NAME = (
    'name = lambda kind: case.sql(f"select {kind}_id as name from reviews '
    "where text like '<script>%' limit 1\")['name'][0]"
)
# Hostile notes of hostile names, about leads from hostile sellers to hostile accounts.
JUDGE = """
def judge(board):
    rude = case.sql("select text, account_name as name from reviews limit 30")
    for (text, name), lead in zip(rude.rows(), board.selection["entity_id"]):
        kit.verdicts.record(case, "link", lead, "undecided", text[:9000], "x" + name[:150])
        kit.verdicts.record(case, "link", lead, "undecided", text[:9000], "Anna")
    board.refresh()
    board.entity = board.selection["entity_id"][0]
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "case"
    case = kit.open_case(hostile_reviews(), folder=folder)
    kit.screen(case)
    ids = case.sql("select review_id from reviews order by all")["review_id"].to_list()
    offer = "I will post 5 reviews on Amazon, five stars, verified. $5 "
    listings = [
        {"gig_id": text[:200], "seller_name": text[:200], "title": text[:500],
         "description": offer + text[:2_000], "seller_country": text[:200]}
        for text in HOSTILE.values()
    ]  # fmt: skip
    (folder.parent / "gigs.json").write_text(json.dumps(listings))
    bought = [
        {"seller": text[:200], "product": text[:200], "date": text[:200], "review_id": review}
        for text, review in zip(HOSTILE.values(), ids, strict=False)
    ]
    (folder.parent / "buys.json").write_text(json.dumps(bought))
    return folder


@pytest.mark.parametrize("name", {**BOARDS, **MARKET})
def test_runs_no_script_and_fetches_nothing(page: LabPage, hostile: Path, name: str) -> None:
    open_case = f"import kit\ncase = kit.open_case(folder={str(hostile)!r})\n{NAME}{JUDGE}"
    if name in MARKET:
        open_case += f"\ngigs = kit.market.read_gigs({str(hostile.parent / 'gigs.json')!r})"
        open_case += f"\nbuys = {str(hostile.parent / 'buys.json')!r}"
    cell = f"{open_case}\n{ {**BOARDS, **MARKET}[name] }\nboard"
    page.show(cell)
    page.page.wait_for_selector(".kit-board")
    for row in page.page.locator(".kit-table tbody tr").all()[:40]:
        row.hover()
    for chart in page.page.locator(".kit-chart svg").all():
        chart.hover()
    assert page.tracebacks() == []
    assert page.page.evaluate(f"() => window.{CANARY}") is None
    # An element that text made would be one of these.
    made = page.page.locator(".kit-board :is(script, img, iframe, style, a, meta)")
    assert made.count() == 0
    assert not any(CANARY in url for url in page.requests)
    assert page.errors == []
