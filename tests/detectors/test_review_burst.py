from __future__ import annotations

import json
from pathlib import Path

from tests.case_rows import START, found, proved, review, steady

MARKET = steady(products=8, weeks=40)
WEEK = 20


def campaign(product: str, reviews: int) -> list[dict[str, object]]:
    return [review(f"{product}x{n}", product, 7 * WEEK + n % 3) for n in range(reviews)]


def test_finds_thirty_reviews_in_a_week(tmp_path: Path) -> None:
    windows = proved(found(MARKET + campaign("p3", 30), tmp_path, "review_burst"))
    assert set(windows["product_id"]) == {"p3"}
    strongest = windows.row(0, named=True)
    day = (strongest["window_start"] - START.date()).days
    assert 7 * WEEK - 7 < day <= 7 * WEEK + 2
    assert (strongest["window_end"] - strongest["window_start"]).days == 7
    assert strongest["members"] == [{"kind": "product", "id": "p3"}]
    assert json.loads(strongest["evidence"])["lift"] > 3


def test_spares_a_season_of_the_whole_market(tmp_path: Path) -> None:
    season = [row for p in range(8) for row in campaign(f"p{p}", 30)]
    assert proved(found(MARKET + season, tmp_path, "review_burst")).is_empty()


def test_spares_an_ordinary_market(tmp_path: Path) -> None:
    assert found(MARKET, tmp_path, "review_burst").is_empty()


def test_a_larger_dispersion_is_more_lenient(tmp_path: Path) -> None:
    rows = MARKET + campaign("p3", 30)
    strict = found(rows, tmp_path / "strict", "review_burst", dispersion=0.0)
    lenient = found(rows, tmp_path / "lenient", "review_burst", dispersion=0.5)
    strongest = [frame.row(0, named=True)["p_value"] for frame in (strict, lenient)]
    assert strongest[0] < strongest[1] / 100


def test_the_age_of_the_product_is_told(tmp_path: Path) -> None:
    strongest = found(MARKET + campaign("p3", 30), tmp_path, "review_burst").row(0, named=True)
    assert abs(json.loads(strongest["evidence"])["product_age_days"] - 7 * WEEK) <= 7
