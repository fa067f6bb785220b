from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import polars as pl

import kit
from kit.trust.watch import add_capture
from tests.case_rows import START, Row, case_of, proved, review

MARKET = [
    review(f"{p}-{n}", f"p{p}", 9 * n + p % 9, (5, 4, 5, 1, 3)[n % 5])
    for p in range(30)
    for n in range(30)
]
CROWD = [review(f"c{n}", "odd", 100 + n % 8, 5) for n in range(14)]
ODD = [*(review(f"o{n}", "odd", 9 * n, 4) for n in range(30)), *CROWD]
DAY = START + timedelta(days=300)


def by_chance(row: Row) -> bool:
    """About one in twenty-five, whoever wrote it."""
    return sum(map(ord, row["account_id"])) % 25 == 0


def looked(rows: list[Row], gone: Callable[[Row], bool], folder: Path) -> pl.DataFrame:
    """Return what is found once these reviews are gone."""
    case = case_of(rows, folder)
    named = case.sql("select * from reviews order by review_id")
    stays = [not gone(row) for row in named.iter_rows(named=True)]
    add_capture(case, named.filter(pl.Series(stays)), captured_at=DAY, covers="all")
    return kit.screen(case, [kit.DETECTORS["take_back"]], save=False)


def test_finds_a_product_whose_reviews_were_taken_down(tmp_path: Path) -> None:
    def gone(row: Row) -> bool:
        return by_chance(row) or row["account_id"] in {f"c{n}" for n in range(11)}

    listed = proved(looked(MARKET + ODD, gone, tmp_path))
    assert listed["entity_id"].to_list() == ["odd"]
    seen = json.loads(listed["evidence"][0])
    assert seen["n_reviews"] == 44
    assert seen["n_gone"] > 2.5 * seen["expected"]
    assert "were gone when they were looked for again" in listed["why"][0]


def test_finds_those_gone_are_others_than_those_that_stay(tmp_path: Path) -> None:
    """No more are gone than elsewhere, but all of them from one fortnight of a long life."""
    product = [review(f"w{n}", "odd", n, 5) for n in range(290)]
    others = [review(f"m{p}-{n}", f"p{p}", n, 5) for p in range(8) for n in range(290)]

    def gone(row: Row) -> bool:
        name, day = row["account_id"], (row["posted_at"] - START).days
        return 150 <= day < 162 if name.startswith("w") else (day + len(name)) % 24 == 0

    listed = proved(looked(others + product, gone, tmp_path))
    assert listed["entity_id"].to_list() == ["odd"]
    seen = json.loads(listed["evidence"][0])
    assert seen["n_gone"] < 1.2 * seen["expected"]
    assert " of these were posted in 14 days" in listed["why"][0]


def test_spares_deletions_at_the_market_rate(tmp_path: Path) -> None:
    assert proved(looked(MARKET + ODD, by_chance, tmp_path)).is_empty()


def test_spares_a_product_of_a_kind_that_goes_everywhere(tmp_path: Path) -> None:
    """One star goes four times in five, on every product; one product has many of them."""
    many = [review(f"o{n}", "odd", 9 * n, 1 if n % 3 else 4) for n in range(30)]

    def gone(row: Row) -> bool:
        return row["stars"] == 1 and sum(map(ord, row["account_id"])) % 5 > 0

    assert proved(looked(MARKET + many, gone, tmp_path)).is_empty()


def test_spares_a_product_that_no_capture_shows(tmp_path: Path) -> None:
    """Delisted, parted, or not fetched: nobody looked for its reviews."""

    def gone(row: Row) -> bool:
        return by_chance(row) or row["product_id"] == "odd"

    assert "odd" not in looked(MARKET + ODD, gone, tmp_path)["entity_id"]


def test_is_not_tested_where_nobody_looked_again(tmp_path: Path) -> None:
    case = case_of(MARKET, tmp_path)
    kit.screen(case)
    reason = dict(case.not_tested.iter_rows())["take_back"]
    assert reason == "The case has no captures: nobody looked at the reviews again."
