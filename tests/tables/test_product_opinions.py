from __future__ import annotations

from pathlib import Path

from tests.case_rows import case_of, derived, review


def test_counts_who_wrote_once_and_the_established_apart(tmp_path: Path) -> None:
    rows = [
        *(review(f"once{n}", "p", n, stars) for n, stars in enumerate((5, 1, 3, 4))),
        review("often", "p", 9, 2), review("often", "q", 9, 5), review("often", "r", 9, 5),
        *(review("twice", product, 9, 3) for product in "pq"),
        review("once9", "p", 10, None), review(None, "p", 10, 3),
    ]  # fmt: skip
    found = {row["product_id"]: row for row in derived(case_of(rows, tmp_path), "product_opinions")}
    assert [found["p"][f"{name}_once"] for name in ("n", "sum", "middle")] == [4, 13, 2]
    assert [found["p"][f"{name}_established"] for name in ("n", "sum", "middle")] == [1, 2, 1]
    assert [found["q"][name] for name in ("n_once", "sum_once", "n_established")] == [0, 0, 1]
