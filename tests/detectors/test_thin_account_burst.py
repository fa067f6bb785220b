from __future__ import annotations

import json
from pathlib import Path

from tests.case_rows import Row, found, proved, review, steady

MARKET = steady(products=10, weeks=40)
DAY = 140


def arrivals(product: str, accounts: list[str]) -> list[Row]:
    return [review(account, product, DAY + n % 3) for n, account in enumerate(accounts)]


def test_finds_a_week_of_accounts_that_wrote_nothing_else(tmp_path: Path) -> None:
    rows = MARKET + arrivals("p3", [f"new{n}" for n in range(15)])
    windows = proved(found(rows, tmp_path, "thin_account_burst"))
    assert set(windows["product_id"]) == {"p3"}
    seen = json.loads(windows["evidence"][0])
    assert seen["n_thin"] == 15
    assert seen["meant"] == "thin"
    assert seen["expected"] < 2


def test_spares_as_many_reviews_by_established_accounts(tmp_path: Path) -> None:
    rows = MARKET + arrivals("p3", [f"a{n}" for n in range(15)])
    assert found(rows, tmp_path, "thin_account_burst").is_empty()


def test_spares_a_market_full_of_thin_accounts(tmp_path: Path) -> None:
    once = [{**row, "account_id": f"once{n}"} for n, row in enumerate(MARKET)]
    rows = once + arrivals("p3", [f"new{n}" for n in range(15)])
    assert found(rows, tmp_path, "thin_account_burst").is_empty()


def test_spares_a_product_that_always_draws_newcomers(tmp_path: Path) -> None:
    gift = [review(f"gift{n}", "gift", 3 * n) for n in range(90)]
    rows = MARKET + gift + arrivals("gift", [f"new{n}" for n in range(15)])
    assert proved(found(rows, tmp_path, "thin_account_burst")).is_empty()
