from __future__ import annotations

import json
from pathlib import Path

from tests.case_rows import Row, found, proved, review

USUAL = [5, 5, 4, 5, 3, 1, 5, 4, 2, 5]


def product(
    name: str, unverified: list[int], verified: list[int], category: str = "Books"
) -> list[Row]:
    kinds = [(stars, False) for stars in unverified] + [(stars, True) for stars in verified]
    return [
        {**review(f"{name}a{n}", name, n, stars, category=category), "verified": bought}
        for n, (stars, bought) in enumerate(kinds)
    ]


MARKET = [
    row
    for p in range(30)
    for row in product(f"p{p}", [*USUAL[p % 10 :], *USUAL[: p % 10]][: 8 + p % 3], USUAL * 3)
]
COOL = [3, 4, 2, 1, 3, 4, 2, 5, 3, 1]


def test_finds_unverified_praise(tmp_path: Path) -> None:
    listed = proved(found(MARKET + product("odd", [5] * 20, COOL * 3), tmp_path, "unverified_gap"))
    assert listed["entity_id"].to_list() == ["odd"]
    seen = json.loads(listed["evidence"][0])
    assert (seen["n_unverified"], seen["n_verified"]) == (20, 30)
    assert seen["gap"] > 2 > abs(seen["gap_expected"])
    assert seen["compared_with"] == "its category"


def test_spares_a_category_in_which_owners_buy_elsewhere(tmp_path: Path) -> None:
    elsewhere = [
        row for p in range(20) for row in product(f"t{p}", [5] * 16 + [4, 3], COOL * 3, "Tools")
    ]
    assert proved(found(MARKET + elsewhere, tmp_path, "unverified_gap")).is_empty()


def test_spares_a_product_that_everybody_loves(tmp_path: Path) -> None:
    loved = product("loved", [5] * 20, [5] * 28 + [4, 4])
    assert proved(found(MARKET + loved, tmp_path, "unverified_gap")).is_empty()


def test_spares_unverified_complaints(tmp_path: Path) -> None:
    rows = MARKET + product("hated", [1] * 20, USUAL * 3)
    assert "hated" not in set(found(rows, tmp_path, "unverified_gap")["entity_id"])


def test_leaves_out_reviews_that_do_not_say(tmp_path: Path) -> None:
    unknown = [
        {**row, "verified": row["verified"] or None} for row in product("odd", [5] * 20, COOL)
    ]
    assert "odd" not in set(found(MARKET + unknown, tmp_path, "unverified_gap")["entity_id"])
