"""What the packages of the Review Graph Mining project have in common: a graph that is updated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exchange import Review

# The project's own script stops here.
MOST_UPDATES, SMALLEST_UPDATE = 20, 1e-5


def fill(graph: Any, reviews: Iterable[Review]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Add reviews to a graph, stars scaled to 0 to 1; return accounts and reviews by id."""
    accounts: dict[str, Any] = {}
    products: dict[str, Any] = {}
    edges: dict[str, Any] = {}
    for review in reviews:
        if review.account not in accounts:
            accounts[review.account] = graph.new_reviewer(review.account)
        if review.product not in products:
            products[review.product] = graph.new_product(review.product)
        edges[review.review] = graph.add_review(
            accounts[review.account], products[review.product], (review.stars - 1) / 4, review.day
        )
    return accounts, edges


def settle(graph: Any) -> None:
    """Update until little changes, or often enough."""
    for _ in range(MOST_UPDATES):
        change = graph.update()
        if change is not None and change < SMALLEST_UPDATE:
            break


def suspicion(accounts: dict[str, Any]) -> dict[str, float]:
    return {name: float(account.anomalous_score) for name, account in accounts.items()}
