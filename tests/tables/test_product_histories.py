from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.case_rows import Row, case_of, derived, review

PARAMS = {"max_reviews": 6, "min_reviewers": 2}
PLACES = {"p": ("A", "Books"), "q": ("B", "Parts"), "same": ("A", "Toys"), "near": ("C", "Books")}


def rows(*of: tuple[str, str]) -> list[Row]:
    return [
        review(account, product, n, 5, *PLACES[product])
        for n, (account, products) in enumerate(of)
        for product in products.split()
    ]


ROWS = rows(
    ("a", "p q same near"), ("b", "p q same near"), ("c", "p q"), ("d", "p near"), ("e", "q same"),
    ("once", "p"),
)  # fmt: skip


def histories(market: list[Row], folder: Path) -> dict[str, Row]:
    found = derived(case_of(market, folder), "product_histories", PARAMS)
    return {row["product_id"]: row for row in found}


def test_counts_what_is_of_another_brand_and_category(tmp_path: Path) -> None:
    seen = histories(ROWS, tmp_path)
    assert {name: row["n_reviewers"] for name, row in seen.items()} == {
        "p": 4, "q": 4, "same": 3, "near": 3,
    }  # fmt: skip
    assert {name: row["n_partners"] for name, row in seen.items()} == {
        "p": 1, "q": 3, "same": 2, "near": 2,
    }  # fmt: skip
    # p: q three times. q: p and near, and `same`, by a, b, c and e. near: q twice, same twice.
    assert {name: round(row["n_elsewhere"], 4) for name, row in seen.items()} == {
        "p": 3, "q": 8, "same": 5, "near": 4,
    }  # fmt: skip


def test_overlap_counts_pairs_by_how_rare_the_place_is(tmp_path: Path) -> None:
    """Each category has one product but Books, so its reviews are all expected where they are."""
    seen = histories(ROWS, tmp_path)
    assert seen["p"]["overlap"] == pytest.approx(3 * 2 / (2 * 3))
    assert seen["near"]["overlap"] == pytest.approx(2 * 1 / (2 * 2) * 2)


def test_ties_are_strong_and_name_each_other(tmp_path: Path) -> None:
    draw = random.Random(1)
    market = [
        review(f"m{a}", f"n{n:02}", draw.uniform(0, 300), 5, f"B{n}", f"C{n % 3}")
        for a in range(300)
        for n in draw.sample(range(30), 3)
    ]
    pool = [
        review(f"s{a}", f"n{n}", draw.uniform(0, 300), 5, f"B{n}", f"C{n % 3}")
        for a in range(20)
        for n in (10, 20)
    ]
    seen = histories(market + pool, tmp_path)
    there, back = (
        next(tie for tie in seen[one]["ties"] if tie["partner_id"] == other)
        for one, other in (("n10", "n20"), ("n20", "n10"))
    )
    assert there["n_shared"] == back["n_shared"] >= 20
    assert there["expected"] == back["expected"] < 8
    ties = [tie for row in seen.values() for tie in row["ties"] or []]
    assert all(tie["n_shared"] > tie["expected"] + 2 * tie["expected"] ** 0.5 for tie in ties)


def test_copies_of_one_review_count_once(tmp_path: Path) -> None:
    copies = [{**row, "text": "the same words"} for row in ROWS if row["account_id"] == "a"]
    kept = [row for row in ROWS if row["account_id"] != "a"]
    assert histories(kept + copies, tmp_path)["q"]["n_reviewers"] == 3


def test_who_writes_more_than_the_limit_is_left_out(tmp_path: Path) -> None:
    more = [review("a", f"z{n}", 90 + n) for n in range(3)]
    assert histories(ROWS + more, tmp_path)["p"]["n_reviewers"] == 3
