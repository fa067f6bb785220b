from __future__ import annotations

from pathlib import Path

import pytest

from tests.case_rows import Row, case_of, derived
from tests.detectors.test_shared_reviewers import CLIENTS, market, pool

PARAMS = {"max_reviews": 20, "min_reviewers": 10}


def graph(rows: list[Row], folder: Path) -> dict[str, Row]:
    return {r["product_id"]: r for r in derived(case_of(rows, folder), "product_graph", PARAMS)}


def test_a_pool_is_a_clique(tmp_path: Path) -> None:
    """Four products served by one pool and two by another: a clique of six pairs, and one pair."""
    others = [{**row, "account_id": f"other{row['account_id']}"} for row in pool([22, 27])]
    seen = graph(market() + pool(CLIENTS) + others, tmp_path)
    clients = [seen[f"p{p:02}"] for p in CLIENTS]
    assert all(row["n_links"] >= 3 for row in clients)
    assert max(row["clustering"] for row in clients) == 1
    assert seen["p22"]["n_links"] >= 1
    assert seen["p22"]["clustering"] < 1
    assert sum(row["pagerank"] for row in seen.values()) == pytest.approx(len(seen))


def test_only_products_that_are_linked_are_in_it(tmp_path: Path) -> None:
    seen = graph(market() + pool(CLIENTS), tmp_path)
    assert 4 <= len(seen) < 30
    assert all(row["n_links"] >= 1 for row in seen.values())
